package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.ledger.ScrapedIds.Id;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A ledger of version 2, with rows, becomes one of version 3.
class RightRowsTest extends LedgerTest {

    private static final String ALASKA = "ocd-jurisdiction/country:us/state:ak/government";
    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    @BeforeEach
    void goBackToVersion2() throws SQLException, IOException {
        run("DROP SCHEMA hopper CASCADE; CREATE SCHEMA hopper");
        run(script("V1__ledger.sql"));
        run(script("V2__operations.sql"));
    }

    @Test
    void anIdIsOfTheJurisdictionOfWhatItBecame() throws Exception {
        bill("ocd-bill/unknown");
        run(
                """
                INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
                VALUES ('%1$s', 'bill', '1', 'ocd-bill/retired'),
                       ('%1$s', 'organization', 'p', 'ocd-organization/party'),
                       ('%2$s', 'organization', 'p', 'ocd-organization/party');
                INSERT INTO opencivicdata_organization
                       (id, created_at, updated_at, extras, name, classification, links, sources, other_names)
                VALUES ('ocd-organization/party', now(), now(), '{}', 'Party', 'party', '[]', '[]', '[]');
                INSERT INTO opencivicdata_event
                       (id, created_at, updated_at, extras, name, jurisdiction_id, description, classification,
                        start_date, end_date, all_day, status, deleted, upstream_id, links, sources)
                VALUES ('ocd-event/1', now(), now(), '{}', 'Hearing', '%1$s', '', '', '', '', false, '', false, '', '[]', '[]');
                INSERT INTO hopper.scraped_id (scraped_id, kind, database_id)
                VALUES ('e', 'event', 'ocd-event/1'), ('b', 'bill', 'ocd-bill/retired'),
                       ('gone', 'bill', 'ocd-bill/gone'), ('p', 'organization', 'ocd-organization/party')
                """
                        .formatted(DELAWARE, ALASKA));

        run(script("V3__right_rows.sql"));

        assertThat(
                        ask(
                                """
                                SELECT string_agg(scraped_id || ' ' || jurisdiction_id, ', ' ORDER BY scraped_id, jurisdiction_id)
                                  FROM hopper.scraped_id
                                """))
                .isEqualTo("b %s, e %<s, p %s, p %s".formatted(DELAWARE, ALASKA, DELAWARE));
        var party = new Id(ALASKA, Kind.ORGANIZATION, "p");
        assertThat(new ScrapedIds(connection).read(Set.of(party)))
                .isEqualTo(Map.of(party, "ocd-organization/party"));
    }

    @Test
    void whatWaitsForAnIdWaitsForItsOwnJurisdictions() throws Exception {
        run(
                """
                INSERT INTO hopper.parked (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits)
                VALUES ('%1$s', 'vote_event', '1', '1', '', now(),
                        ARRAY['scraped bill ["b \\& 1"]', 'bill %1$s ["153","HB 1"]'])
                """
                        .formatted(DELAWARE));

        run(script("V3__right_rows.sql"));

        assertThat(ask("SELECT awaits[1] FROM hopper.parked"))
                .isEqualTo("scraped bill %s [\"b \\& 1\"]".formatted(DELAWARE));
        assertThat(ask("SELECT awaits[2] FROM hopper.parked"))
                .isEqualTo("bill %s [\"153\",\"HB 1\"]".formatted(DELAWARE));
    }

    @Test
    void aDedupeKeyIsOfTheSessionOfItsVote() throws Exception {
        run(
                """
                INSERT INTO opencivicdata_legislativesession
                VALUES ('00000000-0000-0000-0000-000000000001', '2025 "A"', '', '', '', '', '%1$s', true);
                INSERT INTO opencivicdata_voteevent
                       (id, created_at, updated_at, extras, identifier, motion_text, motion_classification, start_date,
                        result, legislative_session_id, organization_id, "order")
                VALUES ('ocd-vote/1', now(), now(), '{}', '', '', '{}', '', '', '00000000-0000-0000-0000-000000000001', 'o', 0);
                INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
                VALUES ('%1$s', 'vote_event', '["dedupe","k"]', 'ocd-vote/1')
                """
                        .formatted(DELAWARE));

        run(script("V3__right_rows.sql"));

        assertThat(ask("SELECT natural_key FROM hopper.document"))
                .isEqualTo(NaturalKey.of("dedupe", "2025 \"A\"", "k").value());
    }

    @Test
    void batchesOfOneNumberAreToldApart() throws Exception {
        run(
                """
                INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, documents, committed_at)
                VALUES (1, 'j', 'bill', 'insert', 1, now()), (1, 'j', 'bill', 'insert', 1, now())
                """);

        run(script("V3__right_rows.sql"));

        assertThat(ask("SELECT count(DISTINCT id) FROM hopper.batch")).isEqualTo("2");
    }

    private static String script(String name) throws IOException {
        try (var script = RightRowsTest.class.getResourceAsStream("/db/hopper/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
