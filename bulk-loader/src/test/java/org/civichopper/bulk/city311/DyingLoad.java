package org.civichopper.bulk.city311;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;

/// A load in a process of its own, which dies when it reaches a step for the nth time.
final class DyingLoad {

    private DyingLoad() {}

    /// What a load does.
    enum Kind {
        FULL,
        RESET,
        UPDATE,
        MARK,
        DELETE;

        /// As the command is told.
        List<String> arguments() {
            return switch (this) {
                case FULL -> List.of("--mode", "full");
                case RESET -> List.of("--mode", "full", "--reset");
                case UPDATE -> List.of("--mode", "update");
                case MARK -> List.of("--mode", "full", "--deletions", "mark");
                case DELETE -> List.of("--mode", "full", "--deletions", "delete");
            };
        }
    }

    /// @param arguments database, source, step, how often it is reached, and what it does
    public static void main(String[] arguments) throws Exception {
        var step = LoadStep.valueOf(arguments[2]);
        var often = Integer.parseInt(arguments[3]);
        var settings = settings(arguments[1], Kind.valueOf(arguments[4]));
        try (var load =
                new City311(
                        settings,
                        new PoliteClient(
                                new Manners(Manners.SILENCE, Manners.RETRY_FOR, 2),
                                Optional.empty(),
                                _ -> {}),
                        new AfterLoad(settings, new Told(Addressees.NOBODY, _ -> {}), _ -> {}),
                        _ -> {})) {
            new Loader(
                            new Sessions(DatabaseUrl.parse(arguments[0])),
                            DyingProcess.at(step, often),
                            LoadProgress.NONE)
                    .run(load, Loader.Open.RESUME, settings.workers(), Optional.empty());
        }
    }

    /// What `--years 2019,2020 --workers 2` is, with what is particular to the kind.
    static Settings settings(String source, Kind kind) {
        return new Settings(
                URI.create(source),
                Settings.SCHEMA,
                kind == Kind.UPDATE ? Settings.Mode.UPDATE : Settings.Mode.FULL,
                new TreeMap<>(Map.of("2019", City.OF_2019, "2020", City.OF_2020)),
                Optional.empty(),
                true,
                kind == Kind.RESET,
                Settings.PAGE_SIZE,
                switch (kind) {
                    case FULL, RESET, UPDATE -> Deletions.IGNORE;
                    case MARK -> Deletions.MARK;
                    case DELETE -> Deletions.DELETE;
                },
                Settings.Quality.FLAG,
                Set.of(),
                Settings.Vacuum.ANALYZE,
                List.of(Tables.VIEW),
                List.of(),
                "",
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                2,
                new Limits(
                        OptionalLong.empty(),
                        Limits.MAX_SHRINK,
                        Limits.MAX_REJECTS,
                        OptionalLong.empty(),
                        false));
    }
}
