package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.civichopper.bulk.LoadedDatabase.Ran;
import org.civichopper.bulk.openstates.KnownRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two zips of one session, odd in every way that zips are: what must come out is known.
class SamplesTest {

    private static final List<String> CHILDREN =
            List.of("votes", "records", "sponsorships", "versions", "documents");

    // Of people only their ids decide.
    private static final String PEOPLE =
            """
            INSERT INTO openstates.jurisdictions (id, name, abbreviation)
            VALUES ('ocd-jurisdiction/country:us/state:nc/government', 'North Carolina', 'NC');
            INSERT INTO openstates.people (id, name, jurisdiction_id)
            SELECT 'ocd-person/' || id, id, 'ocd-jurisdiction/country:us/state:nc/government'
              FROM unnest('{b295d6a7-73f9-43eb-8d49-2c28f4f00c48, 6a61e8fc-0042-48ed-925a-eeea10302187,
                            3b77859f-8658-41c1-a997-1bd0254ca62c, 680c008f-74fe-4f38-9a38-f75368cb4499,
                            adb94f3e-e21b-46cf-b42c-80bfdb391754, 84af18d2-924f-4693-8127-921bea5cf057}'::text[]) AS id
            """;

    private Sessions sessions;

    @BeforeEach
    void open(@TempDir Path folder) {
        sessions = Sessions.in(folder);
    }

    private void withPeople() {
        assertThat(sessions.hopper("load", "openstates", "init").exitCode()).isZero();
        sessions.execute(PEOPLE);
    }

    private static void assertDone(Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.count("read")).isEqualTo(23);
    }

    @Test
    void theRowsThatAreKnownComeOutOfTheZipWithCsv() throws Exception {
        withPeople();
        assertDone(sessions.load(Sessions.sample("csv")));
        assertThat(KnownRows.standing(sessions, SamplesTest.class, "bills"))
                .isEqualTo(KnownRows.expected(SamplesTest.class, "bills"));
        for (var table : CHILDREN) {
            assertThat(KnownRows.standing(sessions, table))
                    .as(table)
                    .isEqualTo(KnownRows.expected(table));
        }
    }

    @Test
    void theZipWithJsonHasTheSameBillsAsFarAsItSaysThem() throws Exception {
        withPeople();
        assertDone(sessions.load(Sessions.sample("csv")));
        var bills = bills();
        sessions.execute("DELETE FROM openstates.bills");
        assertDone(sessions.load(Sessions.sample("json")));
        assertThat(bills()).isEqualTo(bills);
        for (var table : List.of("versions", "documents")) {
            assertThat(KnownRows.standing(sessions, table))
                    .as(table)
                    .isEqualTo(KnownRows.expected(table));
        }
    }

    private List<String> bills() {
        return sessions.ask(
                """
                SELECT concat_ws('|', b.id, b.title, b.classification, b.subject, b.abstracts, b.from_organization,
                                 b.sources, b.origin, jsonb_array_length(b.actions),
                                 (SELECT string_agg(s.name || s."primary", ',' ORDER BY s.id)
                                    FROM openstates.bill_sponsorships s WHERE s.bill_id = b.id),
                                 (SELECT string_agg(v.motion_text || v.organization || v.counts || coalesce(v.start_date, ''), ',' ORDER BY v.motion_text)
                                    FROM openstates.votes v WHERE v.bill_id = b.id),
                                 (SELECT string_agg(r.voter_name || r.option, ',' ORDER BY r.id)
                                    FROM openstates.votes v JOIN openstates.vote_records r ON r.vote_id = v.id
                                   WHERE v.bill_id = b.id AND v.motion_text LIKE '%reading 0?'))
                  FROM openstates.bills b
                 ORDER BY b.id
                """);
    }

    @Test
    void aVoteWithoutAnIdGetsOneOfItsBillAndItsPlace() {
        assertDone(sessions.load(Sessions.sample("json")));
        // As Python's uuid.uuid5(uuid.NAMESPACE_URL, '<bill id>#0') says it.
        assertThat(
                        sessions.ask(
                                "SELECT id FROM openstates.votes WHERE bill_id = 'ocd-bill/4e04d545-075a-45b3-8c33-f4454a42594c' ORDER BY motion_text"))
                .containsExactly(
                        "ocd-vote/ecc64d19-3747-5969-ac03-38d9e34a695f",
                        "ocd-vote/1f889839-76b0-5bbf-9204-5668394264b7");
    }
}
