package org.civichopper.bulk.openstates.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.civichopper.bulk.read.Bounded;
import org.civichopper.bulk.run.LoadStopped;

/// A session's zip, opened and looked over. Members are taken by their whole names, and nothing is
/// ever written under one: a member of another name is none.
final class SessionZip implements AutoCloseable {

    private static final Pattern MEMBER =
            Pattern.compile("([A-Za-z]{2})/([^/\\\\]+)/\\1_\\2_([a-z_]+)\\.(csv|json)");
    private static final int LONGEST_README = 1 << 16;

    private final Path file;
    private final ZipFile zip;
    private final Readme readme;
    private final Map<CsvMember, ZipEntry> tables = new EnumMap<>(CsvMember.class);
    private final Optional<ZipEntry> json;

    /// @throws LoadStopped.Failed where it is not a whole zip of a session's bills
    SessionZip(Path file) {
        this.file = file;
        ZipFile opened = null;
        try {
            // Names in no charset that could be known are read, too.
            opened = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
            zip = opened;
            var members = members();
            requireNoOverlap(members);
            readme = readme(members);
            members.forEach(this::sort);
            json = Optional.ofNullable(members.get(prefix(members) + "bills.json"));
            if (!tables.containsKey(CsvMember.BILLS) && json.isEmpty()) {
                throw wrong("a member such as NC/2023/NC_2023_bills.csv", "none");
            }
        } catch (IOException e) {
            close(opened);
            throw broken(e);
        } catch (LoadStopped e) {
            close(opened);
            throw e;
        }
    }

    private static void close(ZipFile opened) {
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // what is wrong with it is said already
            }
        }
    }

    private Map<String, ZipEntry> members() {
        var members = new HashMap<String, ZipEntry>();
        zip.stream()
                .forEach(member -> {
                    var name = member.getName();
                    if ((name.equals(Readme.NAME) || isOfSession(name))
                            && members.put(name, member) != null) {
                        throw wrong("each member once", "a second " + name);
                    }
                });
        return members;
    }

    private static boolean isOfSession(String name) {
        var found = MEMBER.matcher(name);
        return found.matches() && !found.group(2).equals("..") && !found.group(2).equals(".");
    }

    // Members that share their bytes unpack to any size.
    private void requireNoOverlap(Map<String, ZipEntry> members) throws IOException {
        var packed = members.values().stream().mapToLong(ZipEntry::getCompressedSize).sum();
        if (packed > Files.size(file)) {
            throw wrong(
                    "members of at most the zip's %d bytes".formatted(Files.size(file)),
                    "members of " + packed);
        }
    }

    private Readme readme(Map<String, ZipEntry> members) throws IOException {
        var member = members.remove(Readme.NAME);
        if (member == null) {
            throw wrong("a member README, which says State, Session and Generated At", "none");
        }
        try (var in = open(member)) {
            return Readme.of(
                    new String(in.readNBytes(LONGEST_README), StandardCharsets.UTF_8),
                    file.toString());
        }
    }

    // Of the folder that has bills.
    private String prefix(Map<String, ZipEntry> members) {
        var prefixes =
                members.keySet().stream()
                        .filter(name -> name.endsWith("_bills.csv") || name.endsWith("_bills.json"))
                        .map(name -> name.substring(0, name.lastIndexOf("bills.")))
                        .filter(name -> name.startsWith(readme.jurisdiction().abbreviation() + "/"))
                        .filter(name -> !name.endsWith("_related_"))
                        .distinct()
                        .toList();
        if (prefixes.size() > 1) {
            throw wrong("bills of one session", "those of " + String.join(", ", prefixes));
        }
        return prefixes.isEmpty() ? "" : prefixes.getFirst();
    }

    private void sort(String name, ZipEntry member) {
        var found = MEMBER.matcher(name);
        if (found.matches()
                && found.group(4).equals("csv")
                && found.group(1).equals(readme.jurisdiction().abbreviation())) {
            CsvMember.ofWord(found.group(3)).ifPresent(table -> tables.put(table, member));
        }
    }

    Path file() {
        return file;
    }

    Readme readme() {
        return readme;
    }

    /// Its tables as CSV; empty where it holds JSON.
    Map<CsvMember, ZipEntry> tables() {
        return tables;
    }

    /// How many bytes are to be read.
    long unpacked() {
        return json.filter(_ -> tables.isEmpty())
                .map(ZipEntry::getSize)
                .orElseGet(() -> tables.values().stream().mapToLong(ZipEntry::getSize).sum());
    }

    InputStream open(ZipEntry member) throws IOException {
        return new Proved(
                name(member),
                new Bounded(name(member), zip.getInputStream(member), member.getCompressedSize()),
                member.getCrc());
    }

    static String name(ZipEntry member) {
        return member.getName().substring(member.getName().lastIndexOf('/') + 1);
    }

    /// Hands over all that it holds, each bill with everything below it, in no order.
    ///
    /// @throws LoadStopped.Failed where it is damaged
    void read(Taker taker) throws SQLException, InterruptedException {
        try {
            if (tables.containsKey(CsvMember.BILLS)) {
                new CsvBills(this, taker).read();
            } else {
                new JsonBills(this, json.orElseThrow(), taker).read();
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private LoadStopped.Failed broken(IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected a whole zip of a session's bills, found: %s; nothing was loaded: get it again"
                        .formatted(file, failure.getMessage()),
                failure);
    }

    LoadStopped.Failed wrong(String expected, String found) {
        return new LoadStopped.Failed(
                "%s: expected %s, found %s; nothing was loaded: get it again"
                        .formatted(file, expected, found));
    }

    @Override
    public void close() {
        close(zip);
    }
}
