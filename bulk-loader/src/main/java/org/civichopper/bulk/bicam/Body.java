package org.civichopper.bulk.bicam;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.civichopper.bulk.read.Bounded;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// A data set's zip, whose bytes are the manifest's: its csv files one after the other, and those
/// of zips within it. Nothing is ever written under a member's name.
///
/// @param file where it lies
record Body(Path file, Manifest manifest, Manifest.Entry entry, Notes notes) {

    private static final String CSV = ".csv";
    private static final String ZIP = ".zip";

    /// Reads one csv file, or passes over it.
    @FunctionalInterface
    interface Reader {
        /// @param place for messages
        void read(String table, String place, InputStream csv)
                throws IOException, SQLException, InterruptedException;
    }

    /// Whether a path leads to nothing but what lies below.
    static boolean isHarmless(String path) {
        return !path.isEmpty()
                && !path.contains(":")
                && Stream.of(path.split("[/\\\\]", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".."));
    }

    static boolean isCsv(String name) {
        return name.regionMatches(true, name.length() - CSV.length(), CSV, 0, CSV.length())
                && name.length() > CSV.length();
    }

    /// Of a csv file.
    static String table(String file) {
        return file.substring(0, file.length() - CSV.length());
    }

    /// @throws LoadStopped.Failed where it is no whole zip of csv files, or lacks one of its files
    void each(Reader reader) throws SQLException, InterruptedException {
        var found = new HashMap<String, String>(); // tables, with the member that each came from
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            var members = members(zip);
            requireNoOverlap(members);
            requireFiles(entry.files(), members.stream().map(Body::name).toList(), file.toString());
            for (var member : members) {
                var packed = member.getCompressedSize();
                try (var in = new Bounded(name(member), zip.getInputStream(member), packed)) {
                    if (isCsv(name(member))) {
                        read(found, name(member), in, reader);
                    } else {
                        within(name(member), in, found, reader);
                    }
                }
            }
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected a zip of csv files, found: %s; nothing was promoted"
                            .formatted(entry.name(), file, e.getMessage()),
                    e);
        }
        if (found.isEmpty()) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected csv files, found none; nothing was promoted"
                            .formatted(entry.name(), file));
        }
    }

    private static String name(ZipEntry member) {
        return member.getName().substring(member.getName().lastIndexOf('/') + 1);
    }

    private List<ZipEntry> members(ZipFile zip) {
        var members = new ArrayList<ZipEntry>();
        zip.stream().filter(this::isRead).forEach(members::add);
        return members;
    }

    // What a Mac adds to a zip is passed over without a word.
    private boolean isRead(ZipEntry member) {
        var name = name(member);
        if (member.isDirectory() || name.startsWith(".") || !isCsv(name) && !name.endsWith(ZIP)) {
            return false;
        }
        if (!isHarmless(member.getName())) {
            notes.say(
                    "%s: passes over the member %s, whose name leads elsewhere"
                            .formatted(entry.name(), member.getName()));
            return false;
        }
        return true;
    }

    // Members that share their bytes unpack to any size.
    private void requireNoOverlap(List<ZipEntry> members) throws IOException {
        var packed = members.stream().mapToLong(ZipEntry::getCompressedSize).sum();
        if (packed > Files.size(file)) {
            throw new IOException(
                    "members of %d bytes in all, in a file of %d"
                            .formatted(packed, Files.size(file)));
        }
    }

    private void requireFiles(List<String> expected, List<String> found, String where) {
        var missing = new ArrayList<>(expected);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected the files of its manifest, found none named %s; nothing was promoted"
                            .formatted(entry.name(), where, String.join(", ", missing)));
        }
    }

    private void read(Map<String, String> found, String name, InputStream in, Reader reader)
            throws IOException, SQLException, InterruptedException {
        var before = found.put(table(name), name);
        if (before != null) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected each csv file once, found a second %s; nothing was promoted"
                            .formatted(entry.name(), file, name));
        }
        reader.read(table(name), name, in);
    }

    private void within(String zip, InputStream bytes, Map<String, String> found, Reader reader)
            throws IOException, SQLException, InterruptedException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (var member = in.getNextEntry(); member != null; member = in.getNextEntry()) {
                if (isRead(member) && isCsv(name(member))) {
                    names.add(name(member));
                    read(
                            found,
                            name(member),
                            new Bounded(zip + "/" + name(member), new Open(in), Files.size(file)),
                            reader);
                }
            }
        }
        requireFiles(manifest.filesOf(zip), names, file + "/" + zip);
    }

    // One member's end is not the zip's.
    private static final class Open extends FilterInputStream {

        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
