package org.civichopper.bulk.courtlistener.bucket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads a load script for what it copies, and runs nothing of it. Around that is shell, of which
/// nothing counts; but a file that the script mentions as one to copy, and that is not understood,
/// is refused: half a manifest would be half a dump.
final class LoadScript {

    static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 63; // as Postgres has it
    private static final int MOST_COLUMNS = 1_600;

    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*+#.*+$");
    private static final Pattern COPY =
            Pattern.compile(
                    "\\bCOPY\\s++(?:public\\s*+\\.\\s*+)?([a-z_][a-z0-9_]*+)\\s*+\\(([^()]*+)\\)\\s*+FROM\\s*+'([^']*+)'\\s*+(WITH\\s*+\\()?+",
                    Pattern.CASE_INSENSITIVE);
    private static final String FOLDER = "\\$(?:BULK_DIR|\\{BULK_DIR\\})";
    private static final Pattern FILE =
            Pattern.compile("(?:\\\\?\")?" + FOLDER + "(?:\\\\?\")?/([^/]++)");
    private static final Pattern SCHEMA =
            Pattern.compile(
                    FOLDER + "(?:\\\\?\")?/(schema-\\d{4}-\\d{2}-\\d{2}\\.sql)(?![A-Za-z0-9_./-])");
    private static final Pattern MENTIONED =
            Pattern.compile("BULK_?DIR[^\\s/]{0,20}+/[^\\s']{0,300}+'(?<=\\.csv')");
    private static final Pattern FILTER =
            Pattern.compile("\\s*+WHERE\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN =
            Pattern.compile("[a-z_][a-z0-9_]*+", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final List<Manifest.Entry> entries = new ArrayList<>();
    private int understood;

    private LoadScript(String text) {
        this.text = text;
    }

    /// @throws NotAManifestException that says where and why
    static Manifest read(byte[] bytes) throws NotAManifestException {
        if (bytes.length > MOST_BYTES) {
            throw new NotAManifestException(
                    "expected at most %,d bytes, found more".formatted(MOST_BYTES));
        }
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var blank = COMMENT.matcher(text).replaceAll(each -> " ".repeat(each.group().length()));
            return new LoadScript(blank).manifest();
        } catch (CharacterCodingException e) {
            throw new NotAManifestException("expected UTF-8, found other bytes");
        }
    }

    private Manifest manifest() throws NotAManifestException {
        var copy = COPY.matcher(text);
        while (copy.find(understood)) {
            requireNothingElse(copy.start());
            var file = file(copy.group(3), copy.start());
            if (copy.group(4) == null) {
                throw refused(copy.end(), "expected WITH (options) behind the file");
            }
            var options = options(copy.end());
            understood = options.end();
            entries.add(
                    new Manifest.Entry(
                            name(copy.group(1), copy.start()),
                            columns(copy.group(2), copy.start()),
                            file,
                            options.dialect()));
            if (FILTER.matcher(text).region(understood, text.length()).lookingAt()) {
                throw refused(understood, "expected all rows, found WHERE");
            }
        }
        requireNothingElse(text.length());
        requireEachTableOnce();
        return new Manifest(schema(), List.copyOf(entries));
    }

    private CopyOptions.Read options(int at) throws NotAManifestException {
        try {
            return CopyOptions.read(text, at);
        } catch (NotAManifestException e) {
            throw refused(at, e.getMessage());
        }
    }

    private void requireNothingElse(int end) throws NotAManifestException {
        var mentioned = MENTIONED.matcher(text).region(understood, end);
        if (mentioned.find()) {
            throw refused(
                    mentioned.start(),
                    "expected COPY table (columns) FROM '$BULK_DIR/file' WITH (options), found \"%s\" with something else around it"
                            .formatted(CopyOptions.shown(mentioned.group())));
        }
    }

    private void requireEachTableOnce() throws NotAManifestException {
        var tables = new HashSet<String>();
        for (var entry : entries) {
            if (!tables.add(entry.table())) {
                throw new NotAManifestException(
                        "expected each table once, found %s twice".formatted(entry.table()));
            }
        }
        if (entries.isEmpty()) {
            throw new NotAManifestException(
                    "expected COPY table (columns) FROM '$BULK_DIR/file' WITH (options), found none");
        }
    }

    private String schema() throws NotAManifestException {
        var found = new TreeSet<String>();
        SCHEMA.matcher(text).results().forEach(each -> found.add(each.group(1)));
        if (found.size() != 1) {
            throw new NotAManifestException(
                    "expected one schema, as psql -f \"$BULK_DIR\"/schema-DATE.sql, found "
                            + (found.isEmpty() ? "none" : String.join(" and ", found)));
        }
        return found.first();
    }

    private String file(String path, int at) throws NotAManifestException {
        var file = FILE.matcher(path);
        if (!file.matches()
                || !BucketFile.isName(file.group(1))
                || !file.group(1).endsWith(".csv")) {
            throw refused(
                    at,
                    "expected a file as $BULK_DIR/name.csv, found \"%s\""
                            .formatted(CopyOptions.shown(path)));
        }
        return file.group(1);
    }

    private List<String> columns(String list, int at) throws NotAManifestException {
        var columns = new ArrayList<String>();
        for (var column : list.split(",", -1)) {
            var name = column.strip();
            if (!COLUMN.matcher(name).matches()) {
                throw refused(
                        at,
                        "expected names of columns, found \"%s\""
                                .formatted(CopyOptions.shown(name)));
            }
            columns.add(name(name, at));
        }
        if (new HashSet<>(columns).size() < columns.size() || columns.size() > MOST_COLUMNS) {
            throw refused(
                    at,
                    "expected each column once and at most %,d, found one twice or more"
                            .formatted(MOST_COLUMNS));
        }
        return List.copyOf(columns);
    }

    // Without quotes a name is in small letters.
    private String name(String text, int at) throws NotAManifestException {
        if (text.length() > LONGEST_NAME) {
            throw refused(
                    at,
                    "expected a name of at most %d characters, found \"%s\""
                            .formatted(LONGEST_NAME, CopyOptions.shown(text)));
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private NotAManifestException refused(int at, String message) {
        var line = 1 + text.substring(0, at).chars().filter(each -> each == '\n').count();
        return new NotAManifestException("line %d: %s".formatted(line, message));
    }
}
