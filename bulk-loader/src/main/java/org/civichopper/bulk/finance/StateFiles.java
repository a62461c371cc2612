package org.civichopper.bulk.finance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.civichopper.bulk.finance.state.Part;
import org.civichopper.bulk.finance.state.Source;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.read.Archive;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.read.Member;
import org.civichopper.bulk.read.RecordReader;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.model.document.Sha256;

/// The files of a state, as they were found whole and with all that is used of them.
///
/// @param files in the order in which they are read
/// @param columns of each part, as the headers name them
/// @param fingerprint of all their bytes
/// @param bytes unpacked, of what is read
/// @param rows about
record StateFiles(
        List<Found> files,
        Map<String, Set<String>> columns,
        String fingerprint,
        long bytes,
        long rows) {

    /// One file with its members that are read, each for one part.
    record Found(Path file, String sha256, List<Use> members) {}

    record Use(Member member, Part part) {}

    /// @param special whether parts of special reports are read
    /// @throws LoadStopped.Failed that names all that is missing
    static StateFiles check(State state, Path folder, boolean special, Encoding encoding) {
        var checking = new Checking(state, special, encoding);
        var files = checking.files(folder);
        if (!checking.faults.isEmpty()) {
            throw new LoadStopped.Failed(state.code() + ": " + String.join("; ", checking.faults));
        }
        var all = new StringBuilder();
        files.forEach(
                each -> all.append(each.file().getFileName()).append(each.sha256()).append('\n'));
        return new StateFiles(
                files,
                checking.columns,
                Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)),
                checking.bytes,
                checking.rows);
    }

    private static final class Checking {

        private final State state;
        private final boolean special;
        private final Encoding encoding;
        private final List<String> faults = new ArrayList<>();
        private final Map<String, Set<String>> columns = new TreeMap<>();
        private long bytes;
        private long rows;

        Checking(State state, boolean special, Encoding encoding) {
            this.state = state;
            this.special = special;
            this.encoding = encoding;
        }

        List<Found> files(Path folder) {
            if (!Files.isDirectory(folder)) {
                faults.add("expected the folder %s with its files, found none".formatted(folder));
                return List.of();
            }
            var found = new ArrayList<Found>();
            var groups = new LinkedHashSet<String>();
            for (var file : list(folder)) {
                for (var source : state.sources()) {
                    if (source.names(file)) {
                        groups.add(source.group());
                        found.add(check(file, source));
                        break;
                    }
                }
            }
            state.sources().stream()
                    .map(Source::group)
                    .distinct()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> missing(group, folder));
            return found;
        }

        private void missing(String group, Path folder) {
            var wanted =
                    state.sources().stream()
                            .filter(source -> source.group().equals(group))
                            .map(source -> "%s (%s)".formatted(source.shown(), source.origin()))
                            .toList();
            faults.add(
                    "%s: expected %s, found none".formatted(folder, String.join(" or ", wanted)));
        }

        private List<Path> list(Path folder) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(Files::isRegularFile).sorted().toList();
            } catch (IOException e) {
                throw new LoadStopped.Failed(folder + ": " + e.getMessage(), e);
            }
        }

        private Found check(Path file, Source source) {
            var used = new ArrayList<Use>();
            try (var archive = Archive.open(file)) {
                for (var part : source.parts()) {
                    var members =
                            archive.members().stream()
                                    .filter(part::names)
                                    .sorted(Comparator.comparing(Member::name))
                                    .toList();
                    if (members.isEmpty() && part.required()) {
                        faults.add(
                                "%s: expected a member %s, found none"
                                        .formatted(file.getFileName(), part.shown()));
                    }
                    if (special || !part.isSpecial()) {
                        for (var member : members) {
                            check(archive, member, part);
                            used.add(new Use(member, part));
                        }
                    }
                }
                return new Found(file, sha256(file), used);
            } catch (LoadStopped.Failed e) {
                faults.add(e.getMessage());
            } catch (IOException e) {
                faults.add(
                        "%s: expected a whole file, found: %s; get it again"
                                .formatted(file.getFileName(), e.getMessage()));
            }
            return new Found(file, "", used);
        }

        private void check(Archive archive, Member member, Part part) throws IOException {
            try (var reader =
                    new RecordReader(
                            member.name(), archive.open(member), part.layout(), encoding)) {
                columns.computeIfAbsent(part.shown(), _ -> new LinkedHashSet<>())
                        .addAll(reader.header());
                bytes += member.size();
                rows += part.use() == Part.Use.LOOKUP ? 0 : reader.estimate(member.size());
            } catch (LoadStopped.Failed e) {
                faults.add(e.getMessage());
            }
        }

        private static String sha256(Path file) throws IOException {
            try (var in =
                    new DigestInputStream(
                            Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
                var buffer = new byte[1 << 18];
                for (var read = 0; read >= 0; read = in.read(buffer)) {}
                return HexFormat.of().formatHex(in.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JVM lacks SHA-256", e);
            }
        }
    }
}
