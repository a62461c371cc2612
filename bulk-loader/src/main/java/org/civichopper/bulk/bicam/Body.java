package org.civichopper.bulk.bicam;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /// @param wanted which of its own csv files
    /// @param zips whether those of zips within it are, too
    /// @throws LoadStopped.Failed where it is no whole zip of csv files, or lacks one of its files
    void each(Predicate<String> wanted, boolean zips, Reader reader)
            throws SQLException, InterruptedException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            var members = members(zip);
            requireNoOverlap(members);
            var found = new HashSet<String>();
            for (var member : members) {
                requireOnce(found, name(member));
            }
            if (members.isEmpty()) {
                throw new IOException("none");
            }
            requireFiles(entry.files(), found, file.toString());
            for (var member : members) {
                var name = name(member);
                if (zips && !isCsv(name)) {
                    try (var in = open(zip, member)) {
                        within(name, in, found, reader);
                    }
                } else if (isCsv(name) && wanted.test(name)) {
                    try (var in = open(zip, member)) {
                        reader.read(table(name), name, in);
                    }
                }
            }
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected a zip of csv files, found: %s; nothing was promoted"
                            .formatted(entry.name(), file, e.getMessage()),
                    e);
        }
    }

    /// What its directory says of the size of its csv files; empty where it has none.
    static Map<String, Long> sizes(Path file) {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            return zip.stream()
                    .filter(member -> isCsv(name(member)))
                    .collect(Collectors.toMap(Body::name, ZipEntry::getSize, Math::max));
        } catch (IOException e) {
            return Map.of(); // which is said when it is read
        }
    }

    private static InputStream open(ZipFile zip, ZipEntry member) throws IOException {
        return new Bounded(name(member), zip.getInputStream(member), member.getCompressedSize());
    }

    private void requireOnce(Set<String> found, String name) {
        if (!found.add(name)) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected each csv file once, found a second %s; nothing was promoted"
                            .formatted(entry.name(), file, name));
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

    private void requireFiles(List<String> expected, Collection<String> found, String where) {
        var missing = new ArrayList<>(expected);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected the files of its manifest, found none named %s; nothing was promoted"
                            .formatted(entry.name(), where, String.join(", ", missing)));
        }
    }

    private void within(String zip, InputStream bytes, Set<String> found, Reader reader)
            throws IOException, SQLException, InterruptedException {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(bytes, StandardCharsets.ISO_8859_1)) {
            for (var member = in.getNextEntry(); member != null; member = in.getNextEntry()) {
                if (isRead(member) && isCsv(name(member))) {
                    names.add(name(member));
                    requireOnce(found, name(member));
                    reader.read(
                            table(name(member)),
                            name(member),
                            new Bounded(zip + "/" + name(member), new Open(in), Files.size(file)));
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
