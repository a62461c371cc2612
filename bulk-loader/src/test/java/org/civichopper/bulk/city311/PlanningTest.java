package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
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
            var settings = DyingLoad.settings(city.socrata.url(), false);
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
}
