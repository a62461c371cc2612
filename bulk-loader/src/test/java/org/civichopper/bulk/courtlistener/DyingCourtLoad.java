package org.civichopper.bulk.courtlistener;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.courtlistener.bucket.HttpBucket;
import org.civichopper.bulk.courtlistener.schema.OrphanPolicy;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;

/// A load in small parts; as a process of its own it dies when it reaches a step for the nth time.
final class DyingCourtLoad {

    private static final long PART = 20_000;

    private DyingCourtLoad() {}

    /// @param arguments database, source, step, and how often it is reached
    public static void main(String[] arguments) throws Exception {
        var step = LoadStep.valueOf(arguments[2]);
        var often = Integer.parseInt(arguments[3]);
        run(arguments[0], arguments[1], DyingProcess.at(step, often));
    }

    static LoadReport run(String database, String source, LoadSteps steps)
            throws InterruptedException {
        var settings =
                new Settings(
                        URI.create(source),
                        Optional.empty(),
                        Settings.SCHEMA,
                        Optional.empty(),
                        List.of(),
                        OrphanPolicy.DROP,
                        false,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(20),
                        2,
                        new Limits(
                                OptionalLong.empty(),
                                Limits.MAX_SHRINK,
                                Limits.MAX_REJECTS,
                                OptionalLong.empty(),
                                false));
        var client =
                new PoliteClient(
                        new Manners(settings.silence(), settings.retryFor(), 4),
                        Optional.empty(),
                        _ -> {});
        try (var load =
                new CourtListener(
                        settings,
                        new HttpBucket(settings.source(), client),
                        Optional.of(client),
                        PART,
                        new Told(Addressees.NOBODY, _ -> {}),
                        _ -> {})) {
            return new Loader(new Sessions(DatabaseUrl.parse(database)), steps, LoadProgress.NONE)
                    .run(load, Loader.Open.RESUME, settings.workers(), Optional.empty());
        }
    }
}
