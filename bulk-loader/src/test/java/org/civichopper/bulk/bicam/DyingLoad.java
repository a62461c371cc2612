package org.civichopper.bulk.bicam;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;

/// A load in a process of its own, which dies when it reaches a step for the nth time.
final class DyingLoad {

    private DyingLoad() {}

    /// @param arguments database, folder of zips, step, and how often it is reached
    public static void main(String[] arguments) throws Exception {
        var step = LoadStep.valueOf(arguments[2]);
        var often = Integer.parseInt(arguments[3]);
        var folder = Path.of(arguments[1]);
        var settings =
                new Settings(
                        new Place.Folder(folder),
                        folder.resolve("cache"),
                        Settings.SCHEMA,
                        List.of("members", "treaties"),
                        Optional.of(folder.resolve("manifest.json")),
                        Duration.ofMinutes(1),
                        1,
                        new Limits(
                                OptionalLong.empty(),
                                Limits.MAX_SHRINK,
                                Limits.MAX_REJECTS,
                                OptionalLong.empty(),
                                false));
        try (var load =
                new Bicam(
                        settings,
                        Manifest.read(settings.manifest()),
                        new Shelf(settings, Map.of(), _ -> {}),
                        new Told(Addressees.NOBODY, _ -> {}),
                        _ -> {})) {
            new Loader(
                            new Sessions(DatabaseUrl.parse(arguments[0])),
                            DyingProcess.at(step, often),
                            LoadProgress.NONE)
                    .run(load, Loader.Open.RESUME, 1, Optional.empty());
        }
    }
}
