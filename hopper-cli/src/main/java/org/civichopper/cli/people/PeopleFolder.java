package org.civichopper.cli.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.commandline.CannotRunException;

/// The files about one state.
record PeopleFolder(
        String name, List<Path> people, List<Path> committees, Optional<Path> municipalities) {

    private static final List<String> PEOPLE =
            List.of("legislature", "executive", "retired", "municipalities");
    private static final String COMMITTEES = "committees";
    private static final String TOWNS = "municipalities.yml";

    /// The state folders that these are, or that lie in them.
    ///
    /// @throws CannotRunException for a folder that neither is one nor has one
    static List<PeopleFolder> find(List<Path> directories) {
        var folders = new ArrayList<PeopleFolder>();
        for (var directory : directories) {
            try {
                folders.addAll(find(directory));
            } catch (IOException | UncheckedIOException e) {
                throw new CannotRunException(directory + ": cannot be read: " + e.getMessage(), e);
            }
        }
        return folders;
    }

    int size() {
        return people.size() + committees.size();
    }

    private static List<PeopleFolder> find(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new CannotRunException(directory + ": expected a directory, found none");
        }
        if (isState(directory)) {
            return List.of(open(directory));
        }
        var folders = new ArrayList<PeopleFolder>();
        for (var inside : list(directory).stream().sorted().toList()) {
            if (Files.isDirectory(inside) && isState(inside)) {
                folders.add(open(inside));
            }
        }
        if (folders.isEmpty()) {
            throw new CannotRunException(
                    directory
                            + ": expected folders such as legislature, retired or committees, or"
                            + " folders of states that have them; found none");
        }
        return folders;
    }

    private static boolean isState(Path directory) {
        return Files.exists(directory.resolve(TOWNS))
                || Files.isDirectory(directory.resolve(COMMITTEES))
                || PEOPLE.stream().anyMatch(name -> Files.isDirectory(directory.resolve(name)));
    }

    private static PeopleFolder open(Path directory) throws IOException {
        var people = new ArrayList<Path>();
        for (var name : PEOPLE) {
            people.addAll(files(directory.resolve(name)));
        }
        return new PeopleFolder(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                people,
                files(directory.resolve(COMMITTEES)),
                Optional.of(directory.resolve(TOWNS)).filter(Files::exists));
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return list(directory).stream()
                .filter(file -> file.getFileName().toString().endsWith(".yml"))
                .toList();
    }

    // In the folder's own order: of two committees that are called the same the last one counts, as
    // for everybody who reads these folders.
    private static List<Path> list(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
