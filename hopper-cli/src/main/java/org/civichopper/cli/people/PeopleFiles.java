package org.civichopper.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.civichopper.importer.person.FileKind;
import org.civichopper.importer.person.Rejection;
import org.civichopper.importer.person.Sourced;
import org.civichopper.importer.person.StatePeople;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.file.RegularFile;
import org.civichopper.model.person.Committee;
import org.civichopper.model.person.Municipality;
import org.civichopper.model.person.Person;

/// Reads the files of all states that are loaded together, and knows every id that has a file: of
/// somebody whose file is rejected nobody may say that they are gone.
final class PeopleFiles {

    private static final Pattern ID =
            Pattern.compile(
                    "^id: *['\"]?(ocd-(?:person|organization)/[0-9a-f-]{36})", Pattern.MULTILINE);

    /// A file that was read; the content is null where it is rejected.
    private record Read<T>(String file, T content, Set<String> ids, Rejection rejection) {}

    private final YamlReader yaml = new YamlReader();
    private final Map<String, String> fileById = new HashMap<>();
    private final Set<String> idsOfRejected = new HashSet<>();
    private final List<Rejection> rejected = new ArrayList<>();

    List<Rejection> rejected() {
        return rejected;
    }

    boolean hasFile(String id) {
        return fileById.containsKey(id) || idsOfRejected.contains(id);
    }

    StatePeople read(PeopleFolder folder) {
        var people =
                unique(
                        FileKind.PERSON,
                        Person::id,
                        read(FileKind.PERSON, folder.people(), Person::read));
        var committees =
                unique(
                        FileKind.COMMITTEE,
                        Committee::id,
                        read(FileKind.COMMITTEE, folder.committees(), Committee::read));
        var towns =
                read(
                        FileKind.MUNICIPALITIES,
                        folder.municipalities().stream().toList(),
                        Municipality::readAll);
        return new StatePeople(
                folder.name(),
                people,
                committees,
                towns.stream().flatMap(file -> file.content().stream()).toList());
    }

    private <T> List<Sourced<T>> read(
            FileKind kind, List<Path> files, Function<JsonNode, T> content) {
        var sound = new ArrayList<Sourced<T>>();
        for (var file : files.parallelStream().map(path -> read(kind, path, content)).toList()) {
            if (file.rejection() == null) {
                sound.add(new Sourced<>(file.file(), file.content()));
            } else {
                rejected.add(file.rejection());
                idsOfRejected.addAll(file.ids());
            }
        }
        return sound;
    }

    private <T> Read<T> read(FileKind kind, Path path, Function<JsonNode, T> content) {
        var file = path.toString();
        var bytes = new byte[0];
        try {
            bytes = RegularFile.read(path, YamlReader.LARGEST);
            return new Read<>(file, content.apply(yaml.read(bytes)), Set.of(), null);
        } catch (IOException e) {
            var reason = new InvalidInputException("file", "a file that can be read", e.toString());
            return new Read<>(file, null, Set.of(), Rejection.because(kind, file, reason));
        } catch (InvalidInputException reason) {
            return new Read<>(file, null, ids(bytes), Rejection.because(kind, file, reason));
        }
    }

    private static Set<String> ids(byte[] bytes) {
        var ids = new HashSet<String>();
        var matcher = ID.matcher(new String(bytes, StandardCharsets.UTF_8));
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private <T> List<Sourced<T>> unique(
            FileKind kind, Function<T, String> id, List<Sourced<T>> files) {
        var unique = new ArrayList<Sourced<T>>();
        for (var file : files) {
            var other = fileById.putIfAbsent(id.apply(file.content()), file.file());
            if (other == null) {
                unique.add(file);
            } else {
                var reason =
                        new InvalidInputException("id", "an id of its own", "that of " + other);
                rejected.add(Rejection.because(kind, file.file(), reason));
            }
        }
        return unique;
    }
}
