package org.civichopper.bulk.openstates;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.database.DatabaseUrl;

/// A load in a process of its own, which dies when it reaches a step for the nth time.
final class DyingLoad {

    private DyingLoad() {}

    /// @param arguments database, source, key, step, and how often it is reached
    public static void main(String[] arguments) throws Exception {
        var step = LoadStep.valueOf(arguments[3]);
        var often = Integer.parseInt(arguments[4]);
        var sessions = new Sessions(DatabaseUrl.parse(arguments[0]));
        var settings = settings(arguments[1]);
        var key = new ApiKey("X-API-KEY", arguments[2]);
        try (var load =
                OpenStatesLoadCommand.load(
                        settings, key, sessions, false, Addressees.NOBODY, _ -> {})) {
            new Loader(sessions, DyingProcess.at(step, often), LoadProgress.NONE)
                    .run(load, Loader.Open.RESUME, 1, Optional.empty());
        }
    }

    // What `all --jurisdiction nc --session 2023` is.
    private static Settings settings(String source) {
        return new Settings(
                URI.create(source),
                Settings.SCHEMA,
                Operation.ALL,
                List.of("nc"),
                new Chosen.Named(States.SESSION),
                Optional.empty(),
                false,
                new Settings.Pace(600_000, 1_000_000_000),
                Duration.ofMinutes(15),
                1,
                new Limits(
                        OptionalLong.empty(),
                        Limits.MAX_SHRINK,
                        Limits.MAX_REJECTS,
                        OptionalLong.empty(),
                        false));
    }
}
