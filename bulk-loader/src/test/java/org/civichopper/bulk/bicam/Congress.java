package org.civichopper.bulk.bicam;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;

/// A folder of zips with their manifest and a database of its own, and the command that brings the
/// one into the other.
final class Congress extends LoadedDatabase {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();

    private final Path folder;
    private final ObjectNode manifest = new JsonMapper().createObjectNode();

    private Congress(Path folder) {
        super(POSTGRES, "congress");
        this.folder = folder;
    }

    static Congress in(Path folder) {
        return new Congress(folder);
    }

    /// The samples that come with the tests.
    static Path sample(String name) {
        try {
            return Path.of(Congress.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// A zip of these members.
    static byte[] zip(Map<String, byte[]> members) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(String member, String csv) {
        return zip(Map.of(member, csv.getBytes(StandardCharsets.UTF_8)));
    }

    /// `members` as one csv file of so many rows, all of congress 118.
    static byte[] members(int rows) {
        var csv = new StringBuilder("id,congress\n");
        for (var row = 0; row < rows; row++) {
            csv.append("M").append(row).append(",118.0\n");
        }
        return zip("members.csv", csv.toString());
    }

    /// This data set's zip is that now, and the manifest says so.
    Congress has(String name, byte[] zip) {
        return write(name, zip).says(name, zip);
    }

    /// This data set's zip is that now, whatever the manifest says.
    Congress write(String name, byte[] zip) {
        try {
            Files.createDirectories(folder.resolve(name));
            Files.write(folder.resolve(key(name)), zip);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String key(String name) {
        return "%1$s/bicam_%1$s.zip".formatted(name);
    }

    private Congress says(String name, byte[] zip) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(zip);
            entry(name)
                    .put("key", key(name))
                    .put("sha256", "sha256:" + HexFormat.of().formatHex(digest))
                    .put("size", zip.length);
            return writeManifest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// What the manifest says of a data set, to be changed.
    ObjectNode entry(String name) {
        return manifest.withObjectProperty(name);
    }

    Congress requires(String name, String... files) {
        var all = entry(name).putArray("files");
        List.of(files).forEach(all::add);
        return writeManifest();
    }

    Congress types(String name, String table, String column, String type) {
        entry(name).withObjectProperty("types").withObjectProperty(table).put(column, type);
        return writeManifest();
    }

    Congress writeManifest() {
        try {
            Files.writeString(manifest(), manifest.toString());
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Path manifest() {
        return folder.resolve("manifest.json");
    }

    /// `hopper load bicam … --json` of the zips in this folder, by the manifest beside them.
    Ran load(String datasets, String... arguments) {
        var all = new ArrayList<>(List.of("--input", folder.toString()));
        all.addAll(List.of(arguments));
        return loadFrom(datasets, all);
    }

    Ran loadFrom(String datasets, List<String> arguments) {
        var all = new ArrayList<>(List.of("load", "bicam", "--datasets", datasets, "--json"));
        if (Files.exists(manifest())) {
            all.addAll(List.of("--manifest", manifest().toString()));
        }
        all.addAll(List.of("--cache", folder.resolve("cache").toString()));
        all.addAll(arguments);
        return hopper(all.toArray(String[]::new));
    }

    /// Schemas of runs that lie about.
    List<String> leftOfRuns() {
        return ask("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'bicam\\_run%'");
    }

    /// In the order in which they are given.
    static Map<String, byte[]> files(String... namesAndTexts) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var at = 0; at < namesAndTexts.length; at += 2) {
            files.put(namesAndTexts[at], namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
