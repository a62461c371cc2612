package org.civichopper.bulk.courtlistener.bucket;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.civichopper.model.text.Harmless;

/// The options of a COPY, from behind their opening bracket to the closing one.
final class CopyOptions {

    // A name and its value, which is a word or stands in quotes; a quote in quotes is not known.
    private static final Pattern OPTION =
            Pattern.compile(
                    "\\s*+([A-Za-z_]++)(?:\\s++([A-Za-z0-9_-]++)|\\s*+'([^'\\n]{1,20})')?+\\s*+([,)])");

    private static final Map<String, Character> QUOTES =
            Map.of("\"", '"', "\\\"", '"', "`", '`', "\\`", '`');

    private final String text;
    private final int from;
    private final Map<String, String> values = new HashMap<>();
    private int end;

    private CopyOptions(String text, int from) {
        this.text = text;
        this.from = from;
    }

    /// @param end behind the closing bracket
    record Read(Dialect dialect, int end) {}

    /// @throws NotAManifestException where one is unknown, missing or given twice
    static Read read(String text, int from) throws NotAManifestException {
        var options = new CopyOptions(text, from);
        options.readAll();
        return new Read(options.dialect(), options.end);
    }

    private void readAll() throws NotAManifestException {
        var option = OPTION.matcher(text);
        for (var at = from; ; at = option.end()) {
            if (!option.region(at, text.length()).lookingAt()) {
                throw new NotAManifestException(
                        "expected options such as FORMAT csv or ESCAPE '\\', found \"%s\""
                                .formatted(shown(text.substring(at))));
            }
            var value =
                    option.group(2) == null
                            ? option.group(3) == null ? "" : option.group(3)
                            : option.group(2);
            var name = option.group(1).toUpperCase(Locale.ROOT);
            if (values.put(name, value) != null) {
                throw new NotAManifestException("expected option %s once".formatted(name));
            }
            if (option.group(4).equals(")")) {
                end = option.end();
                return;
            }
        }
    }

    private Dialect dialect() throws NotAManifestException {
        require("FORMAT", "csv");
        require("ENCODING", "utf-?8");
        require("HEADER", "|true|on");
        var quote = quote(values.getOrDefault("QUOTE", "\""));
        var escaped = values.remove("ESCAPE");
        values.remove("QUOTE");
        if (!values.isEmpty()) {
            throw new NotAManifestException(
                    "expected no options but FORMAT, ENCODING, HEADER, QUOTE and ESCAPE, found "
                            + shown(String.join(", ", values.keySet())));
        }
        return new Dialect(quote, escaped == null ? quote : escape(escaped, quote));
    }

    private void require(String name, String pattern) throws NotAManifestException {
        var value = values.remove(name);
        if (value == null || !value.toLowerCase(Locale.ROOT).matches(pattern)) {
            throw new NotAManifestException(
                    "expected FORMAT csv, ENCODING utf8 and HEADER, found %s %s"
                            .formatted(name, value == null ? "missing" : shown(value)));
        }
    }

    private static char quote(String value) throws NotAManifestException {
        var quote = QUOTES.get(value);
        if (quote == null) {
            throw new NotAManifestException(
                    "expected QUOTE '\"' or '`', found '%s'".formatted(shown(value)));
        }
        return quote;
    }

    // In a shell's double quotes two backslashes are one.
    private static char escape(String value, char quote) throws NotAManifestException {
        if (value.equals("\\") || value.equals("\\\\")) {
            return '\\';
        }
        if (QUOTES.getOrDefault(value, 'x') != quote) {
            throw new NotAManifestException(
                    "expected ESCAPE '\\' or the quote, found '%s'".formatted(shown(value)));
        }
        return quote;
    }

    static String shown(String text) {
        return Harmless.line(text.substring(0, Math.min(text.length(), 60)));
    }
}
