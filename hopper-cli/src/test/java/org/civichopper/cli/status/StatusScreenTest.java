package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadStanding;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.Freshness;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.DocumentLedger;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.database.ledger.Waiting;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The screen as it stands in `src/test/resources/status`, which is there to be looked at.
class StatusScreenTest {

    private static final Path SCREENS = Path.of("src/test/resources/status");
    private static final Instant AT = Instant.parse("2026-03-02T14:05:09Z");
    private static final Duration OBJECTIVE = Duration.ofMinutes(5);
    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";
    private static final String KEY = "de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json";

    private static final Status EMPTY =
            new Status(
                    AT,
                    OBJECTIVE,
                    new Answer.NotConfigured<>("SQS_QUEUE_URL"),
                    new Answer.NotConfigured<>("SQS_QUEUE_URL"),
                    new Answer.NotConfigured<>("S3_REALTIME_BASE"),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    0,
                    new Waiting(0, Duration.ZERO, 0),
                    new Status.Waits(List.of(), 0),
                    new Status.Rejections(0, 0, Optional.empty()),
                    new Status.Failing(0, 0, Optional.empty()),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    true);

    private static final Status WELL =
            new Status(
                    AT,
                    OBJECTIVE,
                    new Answer.Given<>(new Status.Depth(1234, 300, 2)),
                    new Answer.Given<>(0L),
                    new Answer.Given<>(Optional.of(new Status.Oldest(KEY, ago(75), true))),
                    Optional.of(new Status.LastBatch(812, ago(41), 300)),
                    List.of(
                            new Documents("bill", "noop", 48_211),
                            new Documents("bill", "update", 1_530),
                            new Documents("bill", "insert", 96),
                            new Documents("vote_event", "insert", 411),
                            new Documents("vote_event", "parked", 7),
                            new Documents("jurisdiction", "noop", 12)),
                    freshness(),
                    Optional.of(new Freshness("", 900, seconds(60), seconds(140), seconds(210))),
                    0,
                    new Waiting(7, Duration.ofHours(3), 0),
                    new Status.Waits(List.of(bills(1, 7)), 0),
                    new Status.Rejections(4, 0, Optional.of(rejection())),
                    new Status.Failing(1, 0, Optional.of(failure(1))),
                    List.of(
                            new OpenRun(
                                    "one", DELAWARE, "scrape", ago(5400), Optional.empty(), 0, 812),
                            new OpenRun(
                                    "two",
                                    "ocd-jurisdiction/country:us/state:nc/government",
                                    "scrape",
                                    ago(40_000),
                                    Optional.of(ago(300)),
                                    9_120,
                                    9_117)),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(
                            load(4, "city_311 update 2020", LoadStatus.RUNNING, 200, 90_000),
                            load(
                                    3,
                                    "city_311 full 2015 2016 2017 2018 2019 2020 2021",
                                    LoadStatus.COMPLETED,
                                    7_000,
                                    3_600)),
                    true);

    private static final Status POISON =
            new Status(
                    AT,
                    OBJECTIVE,
                    new Answer.Given<>(new Status.Depth(48, 0, 0)),
                    new Answer.Given<>(3L),
                    new Answer.Given<>(Optional.of(new Status.Oldest(KEY, ago(4000), false))),
                    Optional.of(new Status.LastBatch(812, ago(1900), 12)),
                    List.of(
                            new Documents("bill", "rejected", 2),
                            new Documents("message", "rejected", 1)),
                    List.of(new Freshness(DELAWARE, 4, seconds(41), seconds(3900), seconds(3900))),
                    Optional.of(new Freshness("", 4, seconds(41), seconds(3900), seconds(3900))),
                    1,
                    new Waiting(StatusReader.COUNTED + 1, Duration.ofDays(5), 2_300),
                    new Status.Waits(
                            List.of(
                                    bills(2_401, 7_203),
                                    new Status.Wait(
                                            DELAWARE,
                                            Awaited.session(DELAWARE, "154\u001b[2J"),
                                            1,
                                            60,
                                            Duration.ofDays(5)),
                                    new Status.Wait(
                                            DELAWARE,
                                            Awaited.scraped(
                                                    new ScrapedIds.Id(
                                                            DELAWARE,
                                                            Kind.BILL,
                                                            "no-such-id".repeat(20))),
                                            1,
                                            1,
                                            Duration.ofMinutes(3))),
                            12),
                    new Status.Rejections(12, 3, Optional.of(rejection())),
                    new Status.Failing(2, 1, Optional.of(failure(7))),
                    List.of(),
                    Optional.empty(),
                    List.of(new Status.UnconfirmedRun("r-17", DELAWARE, "90 event")),
                    List.of(),
                    List.of(
                            load(6, "city_311 full 2019", LoadStatus.FAILED, 9_000, 200_000),
                            load(5, "city_311 update 2020", LoadStatus.PAUSED, 12_000, 190_000)),
                    true);

    private static LoadStanding load(
            long id, String scope, LoadStatus status, long began, long succeeded) {
        var done = status == LoadStatus.COMPLETED;
        return new LoadStanding(
                new LoadRun(
                        id,
                        "311",
                        scope,
                        "full",
                        JsonNodeFactory.instance.objectNode(),
                        status,
                        done,
                        done
                                ? new LoadCounts(1_234_567, 1_230, 7, 0, 0, 3, 0, 0, 30)
                                : LoadCounts.NONE,
                        JsonNodeFactory.instance.objectNode(),
                        status == LoadStatus.FAILED
                                ? Optional.of(
                                        "data set pvft-t768: expected the columns nc, found none of that name; nothing was changed")
                                : Optional.empty(),
                        Optional.of(Duration.ofHours(36)),
                        ago(began),
                        status == LoadStatus.RUNNING
                                ? Optional.empty()
                                : Optional.of(ago(began / 2)),
                        status == LoadStatus.RUNNING),
                Optional.of(ago(done ? began / 2 : succeeded)),
                ago(400_000),
                450_000,
                2,
                5,
                false);
    }

    private static List<Freshness> freshness() {
        return IntStream.rangeClosed(1, 11)
                .mapToObj(n ->
                        new Freshness(
                                "ocd-jurisdiction/country:us/state:%c%c/government"
                                        .formatted('z' - n, 'a' + n),
                                4321L * n,
                                seconds(50 - n),
                                seconds(400 - 30 * n),
                                seconds(90_000 - 7_000 * n)))
                .toList();
    }

    private static Status.Wait bills(long bills, long documents) {
        var key = new DocumentLedger.Key(DELAWARE, NaturalKey.of("153", "HB 6"));
        return new Status.Wait(DELAWARE, Awaited.bill(key), bills, documents, Duration.ofHours(3));
    }

    private static Status.Rejection rejection() {
        return new Status.Rejection(
                12,
                KEY,
                "actions[3].date",
                "a date such as 2026-01-31",
                "\"31\u001b[2J January\"",
                ago(90_000));
    }

    private static Status.Failure failure(int times) {
        return new Status.Failure(3, KEY, "java.lang.StackOverflowError", times, ago(700));
    }

    private static Instant ago(long seconds) {
        return AT.minusSeconds(seconds);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void whereNothingIsKnownItSaysWhatIsNotSet(int columns) throws Exception {
        assertLooksAsIn("empty", EMPTY, columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void allIsWell(int columns) throws Exception {
        assertLooksAsIn("well", WELL, columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void whatNeedsAPersonStandsFirstWithWhatToDo(int columns) throws Exception {
        assertLooksAsIn("poison", POISON, columns);
    }

    @Test
    void whatADocumentSaysMovesNoCursor() {
        assertThat(new StatusScreen(POISON, 80).text()).doesNotContain("\u001b");
    }

    private static void assertLooksAsIn(String name, Status status, int columns) throws Exception {
        var file = SCREENS.resolve(name + "-" + columns + ".txt");
        var text = new StatusScreen(status, columns).text();

        assertThat(text.lines()).allMatch(line -> line.length() <= columns);
        if (Boolean.getBoolean("hopper.screens.write")) {
            Files.createDirectories(SCREENS);
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("to accept it: -Dhopper.screens.write=true, then look at %s", file)
                .isEqualTo(Files.readString(file));
    }
}
