package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How large data sets are cut.
class PlanningTest {

    @TempDir private Path folder;

    @Test
    void aLargeDataSetIsCutIntoRangesThatTogetherAreAllOfItAndCountedOneByOne() throws Exception {
        try (var city =
                        City.in(folder)
                                .has(City.OF_2019, City.rows(9))
                                .has(City.OF_2020, City.rows(21));
                var client =
                        new PoliteClient(
                                new Manners(Manners.SILENCE, Manners.RETRY_FOR, 2),
                                Optional.empty(),
                                _ -> {})) {
            var settings = DyingLoad.settings(city.socrata.url(), DyingLoad.Kind.FULL);
            var socrata = new Socrata(settings.source(), client);
            var plan = new Planning(settings, client, socrata, _ -> {}, 10).plan(Map.of());
            assertThat(plan.slices()).containsOnlyKeys("2019", "2020/1 of 2", "2020/2 of 2");
            var all = 0L;
            for (var checkpoint : plan.slices().values()) {
                var slice = Slice.of(checkpoint);
                assertThat(socrata.size(slice.dataset(), slice.all()).rows())
                        .isEqualTo(slice.expected());
                all += slice.expected();
            }
            assertThat(all).isEqualTo(30);
        }
    }

    @Test
    void rangesAreOfWholePagesAndOnlyTheLastIsAskedForOneThatIsEmpty() throws Exception {
        try (var city = City.in(folder).has(City.OF_2020, City.rows(40))) {
            var json =
                    DyingLoad.settings(city.socrata.url(), DyingLoad.Kind.FULL)
                            .json()
                            .put("page_size", 4);
            json.withObject("/years").remove("2019");
            var settings = Settings.of(json, List.of());
            var client =
                    new PoliteClient(
                            new Manners(Manners.SILENCE, Manners.RETRY_FOR, 2),
                            Optional.empty(),
                            _ -> {});
            var after = new AfterLoad(settings, new Told(Addressees.NOBODY, _ -> {}), _ -> {});
            try (var load = new City311(settings, client, after, _ -> {}, 16)) {
                var report =
                        new Loader(
                                        new Sessions(DatabaseUrl.parse(city.url())),
                                        LoadSteps.UNWATCHED,
                                        LoadProgress.NONE)
                                .run(load, Loader.Open.RESUME, 2, Optional.empty());
                assertThat(report.counts().inserted()).as("%s", report).isEqualTo(40);
            }
            assertThat(city.socrata.asked().stream().filter(asked -> asked.path().endsWith(".csv")))
                    .as("ten pages, one that is empty")
                    .hasSize(11);
        }
    }
}
