package org.civichopper.bulk.openstates.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;

/// A folder of zips and a database of its own, and the command that brings the one into the other.
final class Sessions extends LoadedDatabase {

    static final String NC = "ocd-jurisdiction/country:us/state:nc/government";
    static final String PREFIX = "NC/2023/NC_2023_";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();

    private final Path folder;

    private Sessions(Path folder) {
        super(POSTGRES, "sessions");
        this.folder = folder;
    }

    static Sessions in(Path folder) {
        return new Sessions(folder);
    }

    /// A sample that comes with the tests, `csv` or `json`.
    static Path sample(String kind) {
        return resource("NC_2023_" + kind + "_sample.zip");
    }

    private static Path resource(String name) {
        try {
            return Path.of(Sessions.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// `hopper load openstates-zip … --json`.
    Ran load(Path zip, String... arguments) {
        return load(zip.toString(), arguments);
    }

    /// The same from an address.
    Ran load(String zip, String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates-zip", zip, "--json"));
        all.addAll(List.of("--cache", folder.resolve("cache").toString()));
        all.addAll(List.of(arguments));
        return hopper(all.toArray(String[]::new));
    }

    /// The same where no database is.
    Ran loadWithoutDatabase(Path zip, String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates-zip", zip.toString(), "--json"));
        all.addAll(List.of(arguments));
        return hopper("postgresql://nobody@127.0.0.1:1/none", all);
    }

    /// The members of a sample, to be changed, in their order.
    static Map<String, String> members(String kind) {
        try (var zip = new ZipFile(sample(kind).toFile())) {
            var members = new LinkedHashMap<String, String>();
            for (var member : zip.stream().toList()) {
                try (var in = zip.getInputStream(member)) {
                    members.put(
                            member.getName(),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return members;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A zip of these members, in the folder.
    Path zip(String name, Map<String, String> members) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file(name, bytes.toByteArray());
    }

    /// A file in the folder.
    Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The README of a zip that was generated then.
    static String readme(String time) {
        return """
        Open States Data Export

        State: NC
        Session: 2023
        Generated At: %s
        CSV Format Version: 2.1
        """
                .formatted(time);
    }
}
