package org.civichopper.bulk.openstates.zip;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;

/// A load in a process of its own, which dies when it reaches a step.
final class DyingLoad {

    private DyingLoad() {}

    /// @param arguments database, zip and step
    public static void main(String[] arguments) throws Exception {
        var sessions = new org.civichopper.bulk.run.Sessions(DatabaseUrl.parse(arguments[0]));
        var file = Path.of(arguments[1]);
        var settings =
                new Settings(
                        new Place.Here(file),
                        file.resolveSibling("cache"),
                        Settings.SCHEMA,
                        Duration.ofMinutes(15),
                        new Limits(
                                OptionalLong.empty(),
                                Limits.MAX_SHRINK,
                                Limits.MAX_REJECTS,
                                OptionalLong.empty(),
                                false));
        try (var load =
                new SessionLoad(settings, false, new Told(Addressees.NOBODY, _ -> {}), _ -> {})) {
            var dies = DyingProcess.at(LoadStep.valueOf(arguments[2]), 1);
            new Loader(sessions, dies, LoadProgress.NONE)
                    .run(load, Loader.Open.RESUME, 1, Optional.empty());
        }
    }
}
