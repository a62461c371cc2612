package org.civichopper.cli.people;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.Progress;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.person.Folders;
import org.civichopper.importer.person.Loaded;
import org.civichopper.importer.person.PeopleLoad;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper people load`: from files about people to the rows that names are resolved with.
@Command(
        name = "load",
        description = {
            "Loads people, committees and towns from files as github.com/openstates/people has them."
                    + " What has not changed is not written; who has no file any more stays.",
            "Sponsors, voters and participants who matched nobody before are linked to the people"
                    + " they match now."
        },
        footer = {
            "",
            "A state that the database refuses stops the load; the states before it are stored.",
            "",
            "Example:",
            "  hopper people load --database-url postgresql://localhost/openstates people/data/de"
        },
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "A state's folder, with legislature/, executive/, retired/, municipalities/,"
                            + " committees/ and municipalities.yml as far as it has them; or a"
                            + " folder of such folders.")
    private List<Path> directories;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Override
    public Integer call() {
        var folders = PeopleFolder.find(directories);
        var began = Instant.now();
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            connections.requireReady();
            var load = new PeopleLoad(connections, LocalDate.now(ZoneOffset.UTC));
            var loaded = load(load, folders);
            var report = new LoadReport(loaded, Duration.between(began, Instant.now()));
            if (json) {
                spec.commandLine().getOut().println(report.toJson());
            } else {
                report.print(spec.commandLine().getOut());
            }
            return loaded.rejected().isEmpty() ? ExitCode.OK : ExitCodes.SOME_REJECTED;
        } catch (SQLException e) {
            throw new CannotRunException(
                    database.url(DatabaseUrl::parse) + ": the load stopped: " + e.getMessage(), e);
        }
    }

    private Loaded load(PeopleLoad load, List<PeopleFolder> folders) throws SQLException {
        var files = new PeopleFiles();
        try (var progress = new Progress(spec.commandLine().getErr(), "loaded")) {
            progress.found(folders.stream().mapToInt(PeopleFolder::size).sum());
            var states = folders.stream().map(files::read).toList();
            files.rejected().forEach(rejection -> progress.failed(rejection.toString()));
            var loaded = Loaded.rejecting(files.rejected());
            var all = Folders.of(states, files::hasFile);
            for (var state : states) {
                var one = load.load(state, all);
                one.rejected().forEach(rejection -> progress.failed(rejection.toString()));
                one.warnings().forEach(progress::say);
                for (int i = one.rejected().size(); i < state.size(); i++) {
                    progress.done();
                }
                loaded = loaded.plus(one);
            }
            var gone = load.warnAboutGone(all);
            gone.warnings().forEach(progress::say);
            return loaded.plus(gone);
        }
    }
}
