package org.civichopper.integration.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.telemetry.Dimension;
import org.civichopper.importer.telemetry.Metric;
import org.civichopper.integration.EmfRecords;
import org.civichopper.integration.EventSourceMapping;
import org.civichopper.integration.FailingBucket;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What CloudWatch hears of a function.
@Execution(ExecutionMode.CONCURRENT)
class TelemetryTest {

    private static final String KEY = DelawareScrape.billKey(1);
    private static final Map<String, String> FUNCTION = Map.of("Function", "importer");

    private final EmfRecords records = new EmfRecords();
    private Site site;
    private ImporterFunction function;

    @BeforeEach
    void open() {
        site = Site.open();
        function = site.function(Map.of(), records.telemetry());
    }

    @AfterEach
    void close() {
        function.close();
        site.close();
    }

    @Test
    void aTickWithNothingToDoSaysSo() {
        Site.tick(function);

        assertThat(records.all()).hasSize(1);
        var record = records.all().iterator().next();
        assertThat(record.namespace()).isEqualTo("Hopper");
        assertThat(record.dimensions()).isEqualTo(FUNCTION);
        assertThat(record.units())
                .containsOnly(
                        entry("Messages", "Count"),
                        entry("DatabaseFailures", "Count"),
                        entry("Parked", "Count"),
                        entry("ParkedAge", "Seconds"));
        record.units()
                .keySet()
                .forEach(metric ->
                        assertThat(record.values(metric)).as(metric).containsExactly(0.0));
    }

    @Test
    void aBatchIsCountedByWhatBecameOfIt() throws Exception {
        site.deliverSession();
        site.deliver(KEY, DelawareScrape.bill(1));
        site.deliver(DelawareScrape.billKey(2), "An act relating to oysters");
        site.deliver(
                "de/vote_event_" + DelawareScrape.id(900) + ".json",
                DelawareScrape.vote(DelawareScrape.id(900), 9, DelawareScrape.id(901)));
        site.send("An act relating to clams");

        Site.tick(function);

        assertThat(one("Messages")).isEqualTo(5);
        assertThat(one("Postponed")).isZero();
        assertThat(one("Batches")).isEqualTo(1);
        assertThat(one("Rejected")).isEqualTo(2);
        assertThat(one("Superseded")).isZero();
        assertThat(one("UnmatchedNames")).isEqualTo(unmatched());
        assertThat(one("DatabaseFailures")).isZero();
        assertThat(one("Parked")).isEqualTo(1);
        assertThat(one("ParkedAge")).isPositive().isLessThan(60);
        assertThat(records.with("Documents"))
                .extracting(EmfRecords.Record::dimensions, each -> each.values("Documents"))
                .containsExactlyInAnyOrder(
                        documents("jurisdiction", "update"),
                        documents("bill", "insert"),
                        documents("bill", "rejected"),
                        documents("vote_event", "parked"),
                        documents("message", "rejected"));
    }

    @Test
    void everyStepOfABatchHasItsSeconds() {
        site.deliverSession();
        site.deliver(KEY, DelawareScrape.bill(1));
        site.deliver(DelawareScrape.billKey(2), "An act relating to oysters");

        Site.tick(function);

        assertThat(records.with("BatchSeconds"))
                .extracting(record -> record.dimensions().get("Step"))
                .containsExactly(
                        Arrays.stream(Step.values()).map(Step::word).toArray(String[]::new));
        assertThat(records.values("BatchSeconds")).allMatch(seconds -> seconds >= 0);
    }

    @Test
    void freshnessIsTheWayFromScraperToTableAndItsParts() {
        var scraped = Instant.now().minus(Duration.ofMinutes(3));
        site.deliverSession();
        Site.tick(function);
        records.forget();
        site.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(1)));
        site.send(message(KEY, scraped));
        site.put(DelawareScrape.billKey(2), DelawareScrape.bytes(DelawareScrape.bill(2)));
        site.send(message(DelawareScrape.billKey(2), scraped.minus(Duration.ofHours(1))));

        Site.tick(function);

        assertThat(records.with("Freshness")).hasSize(1);
        var record = records.with("Freshness").getFirst();
        assertThat(record.dimensions()).isEqualTo(FUNCTION);
        assertThat(record.property("jurisdiction")).isEqualTo(Site.DELAWARE);
        assertThat(record.values("Freshness"))
                .hasSize(2)
                .anySatisfy(seconds -> assertThat(seconds).isBetween(180.0, 240.0))
                .anySatisfy(seconds -> assertThat(seconds).isBetween(0.0, 60.0));
        for (int i = 0; i < 2; i++) {
            var whole = record.values("Freshness").get(i);
            var uploaded = record.values("FreshnessUploaded").get(i);
            var rest =
                    record.values("FreshnessReceived").get(i)
                            + record.values("FreshnessCommitted").get(i);
            if (whole > 60) {
                assertThat(uploaded + rest).isBetween(whole - 1, whole + 1);
            } else {
                assertThat(uploaded).as("how long history lay").isBetween(3780.0, 3840.0);
                assertThat(rest)
                        .as("counted from when it was sent")
                        .isBetween(whole - 1, whole + 1);
            }
        }
        assertThat(record.units().values()).containsOnly("Seconds");
    }

    @Test
    void whereNobodySaysWhenItWasScrapedOnlyTheRestOfTheWayIsKnown() {
        site.deliverSession();

        Site.tick(function);

        assertThat(records.values("Freshness")).isEmpty();
        assertThat(records.values("FreshnessUploaded")).isEmpty();
        assertThat(records.values("FreshnessReceived")).hasSize(1);
        assertThat(records.values("FreshnessCommitted")).hasSize(1);
    }

    @Test
    void whatSomebodyPutsBackSaysNothingAboutFreshness() {
        site.put(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.bytes(DelawareScrape.jurisdiction("153rd")),
                Map.of("hopper-first-modified", "2026-01-04T09:00:00Z"));
        site.announce(DelawareScrape.JURISDICTION_KEY);

        Site.tick(function);

        assertThat(one("Messages")).isEqualTo(1);
        assertThat(records.values("FreshnessCommitted")).isEmpty();
    }

    @Test
    void moreDocumentsThanARecordHoldsAreSeveralRecords() {
        site.deliverSession();
        for (int number = 1; number <= 120; number++) {
            site.deliver(DelawareScrape.billKey(number), DelawareScrape.bill(number));
        }

        Site.tick(function);

        assertThat(records.values("FreshnessCommitted")).hasSize(121);
        assertThat(records.with("FreshnessCommitted"))
                .allSatisfy(record ->
                        assertThat(record.values("FreshnessCommitted"))
                                .hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void anEventOfTheQueueIsCountedAsWell() {
        site.deliverSession();
        site.deliver(KEY, DelawareScrape.bill(1));

        EventSourceMapping.of(site).deliver(function);

        assertThat(one("Messages")).isEqualTo(2);
        assertThat(one("Batches")).isEqualTo(1);
        assertThat(one("DatabaseFailures")).isZero();
        assertThat(records.values("FreshnessCommitted")).hasSize(2);
    }

    @Test
    void aBatchThatTheBucketDoesNotLetThroughIsNoneThatWorked() throws Exception {
        try (var bucket = FailingBucket.before(site);
                var failing = site.function(bucket.endpoint(), records.telemetry())) {
            bucket.refuse("GET");
            site.deliverSession();

            Site.tick(failing);
        }
        assertThat(one("Postponed")).isEqualTo(1);
        assertThat(records.values("Batches")).isEmpty();
        assertThat(one("DatabaseFailures")).isZero();
    }

    @Test
    void noDatabaseIsAFailureThatAnAlarmCanCount() {
        var nowhere = Map.of("DATABASE_URL", "postgresql://hopper@127.0.0.1:1/hopper");
        try (var without = site.function(nowhere, records.telemetry())) {
            assertThatThrownBy(() -> Site.tick(without)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(one("DatabaseFailures")).isEqualTo(1);
        assertThat(one("Messages")).isZero();
        assertThat(records.values("Parked")).isEmpty();
    }

    @Test
    void aDatabaseThatIsLostInABatchIsAFailureToo() throws Exception {
        site.deliverSession();
        Site.tick(function);
        records.forget();
        site.execute(
                """
                CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
                CREATE TRIGGER cut BEFORE INSERT ON opencivicdata_bill
                   FOR EACH ROW EXECUTE FUNCTION cut()
                """);
        site.deliver(KEY, DelawareScrape.bill(1));

        Site.tick(function);

        assertThat(one("DatabaseFailures")).isEqualTo(1);
        assertThat(one("Postponed")).isEqualTo(1);
        assertThat(records.values("Batches")).isEmpty();
    }

    @Test
    void noMetricButTheKnownOnesAndNoneByJurisdiction() {
        site.deliverSession();
        site.deliver(KEY, DelawareScrape.bill(1));
        Site.tick(function);

        var known = Arrays.stream(Metric.values()).map(Metric::title).toList();
        for (var record : records.all()) {
            assertThat(record.namespace()).isEqualTo(Metric.NAMESPACE);
            assertThat(known).containsAll(record.units().keySet());
            for (var metric : Metric.values()) {
                if (record.units().containsKey(metric.title())) {
                    assertThat(record.dimensions().keySet())
                            .as(metric.title())
                            .containsExactlyInAnyOrderElementsOf(dimensions(metric));
                }
            }
            assertThat(record.dimensions().values()).noneMatch(value -> value.contains("ocd-"));
        }
    }

    private static List<String> dimensions(Metric metric) {
        return Stream.concat(Stream.of(Dimension.FUNCTION), metric.furtherDimensions().stream())
                .map(Dimension::title)
                .toList();
    }

    private static Tuple documents(String kind, String outcome) {
        return tuple(
                Map.of("Function", "importer", "Kind", kind, "Outcome", outcome), List.of(1.0));
    }

    private double unmatched() throws Exception {
        return site.count("hopper.unmatched_person");
    }

    private double one(String metric) {
        assertThat(records.values(metric)).as(metric).hasSize(1);
        return records.values(metric).getFirst();
    }

    private String message(String key, Instant scraped) {
        return site.message(key)
                .strip()
                .replaceFirst("}$", ", \"scraped_at\": \"" + scraped + "\"}");
    }
}
