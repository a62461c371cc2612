package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A bill that many agendas wait for: others link the same agendas at the same moment.
@Execution(ExecutionMode.CONCURRENT)
class LateAgendasTest {

    private static final int EVENTS = 12;

    @Test
    void whoLinksAgendasWaitsForTheFirstBeforeItHoldsAnother() throws Exception {
        try (var site = Site.open();
                var holder = site.connect();
                var statement = holder.createStatement()) {
            site.deliverSession();
            for (int number = 1; number <= EVENTS; number++) {
                site.deliver("de/event_" + number + ".json", event(number));
            }
            site.tick();
            assertThat(site.count("hopper.waiting_link")).isEqualTo(EVENTS);
            holder.setAutoCommit(false);
            statement.execute(
                    """
                    SELECT FROM opencivicdata_event
                     WHERE id = (SELECT min(id) FROM opencivicdata_event)
                       FOR UPDATE
                    """);

            site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
            var linking = CompletableFuture.supplyAsync(site::tick);
            Patience.until(Duration.ofSeconds(30), () -> waiting(statement) == 1);
            assertThat(
                            number(
                                    statement,
                                    """
                                    SELECT count(*)
                                      FROM (SELECT FROM opencivicdata_event FOR UPDATE SKIP LOCKED) AS free
                                    """))
                    .as("agendas that nobody else holds")
                    .isEqualTo(EVENTS);
            holder.rollback();

            assertThat(linking.join()).containsEntry("postponed", 0);
            assertThat(site.count("opencivicdata_eventrelatedentity WHERE bill_id IS NOT NULL"))
                    .isEqualTo(EVENTS);
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        return number(
                statement,
                """
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND datname = current_database()
                """);
    }

    private static int number(Statement statement, String question) throws SQLException {
        try (var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private static String event(int number) {
        return """
        {"_id": "%s", "name": "Hearing %d", "start_date": "2025-05-06",
         "agenda": [{"description": "Bills", "related_entities": [
           {"name": "HB 1", "entity_type": "bill", "bill_id": "%s"}]}]}
        """
                .formatted(DelawareScrape.id(0xe000 + number), number, DelawareScrape.id(0xb001));
    }
}
