package org.civichopper.bulk.finance;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;

/// A folder of states' files and a database of its own, and the command that brings the one into
/// the other.
final class Capitol extends LoadedDatabase {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();

    private final Path folder;

    private Capitol(Path folder) {
        super(POSTGRES, "capitol");
        this.folder = folder;
    }

    static Capitol in(Path folder) {
        return new Capitol(folder);
    }

    /// The samples that come with the tests.
    static Path sample(String name) {
        try {
            return Path.of(Capitol.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Where a state's file goes.
    Path file(String state, String name) {
        try {
            return Files.createDirectories(folder.resolve(state)).resolve(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Capitol has(TexasZip zip) {
        zip.write(file("tx", "TEC_CF_CSV.zip"));
        return this;
    }

    /// `hopper load campaign-finance --state … --json` of the files in this folder.
    Ran load(String states, String... arguments) {
        return loadFrom(folder, states, arguments);
    }

    Ran loadFrom(Path input, String states, String... arguments) {
        var all = new ArrayList<>(List.of("load", "campaign-finance", "--state", states));
        all.addAll(List.of("--input", input.toString(), "--json"));
        all.addAll(List.of(arguments));
        return hopper(all.toArray(String[]::new));
    }

    /// Tables of runs that lie about.
    List<String> leftInStaging() {
        return ask("SELECT tablename FROM pg_tables WHERE schemaname = 'hopper_staging'");
    }
}
