package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.contentHash;
import static org.civichopper.model.document.ScrapedJson.event;
import static org.civichopper.model.document.ScrapedJson.vote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Equal hashes let an import skip a document, so a hash may never hide a change.
class ContentHashTest {

    @Test
    void aHashIsHexadecimalSha256() {
        assertThat(contentHash(Kind.BILL, bill())).matches("[0-9a-f]{64}");
    }

    @Test
    void whoScrapedItAndWhenIsNotContent() {
        var other = bill(", \"scraped_at\": \"2026-01-04T08:31:20Z\", \"jurisdiction\": {}");

        assertThat(contentHash(Kind.BILL, other.replace("\"b1\"", "\"b2\"")))
                .isEqualTo(contentHash(Kind.BILL, bill()));
    }

    @Test
    void keysInAnotherOrderAreTheSameContent() {
        assertThat(contentHash(Kind.BILL, bill(", \"extras\": {\"a\": 1, \"b\": 2}")))
                .isEqualTo(contentHash(Kind.BILL, bill(", \"extras\": {\"b\": 2, \"a\": 1}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sources\": [%s, %s] | {\"url\": \"a\"} | {\"url\": \"b\"}",
                "\"versions\": [%s, %s] | {\"note\": \"a\"} | {\"note\": \"b\"}",
                "\"versions\": [{\"note\": \"n\", \"links\": [%s, %s]}] | {\"url\": \"a\"} | {\"url\": \"b\"}",
                "\"actions\": [{\"description\": \"d\", \"date\": \"2026\", \"related_entities\": [%s, %s]}]"
                        + " | {\"name\": \"a\"} | {\"name\": \"b\"}",
            })
    void rowsWithoutAPositionMayComeInAnyOrder(String field, String one, String other) {
        assertThat(contentHash(Kind.BILL, bill(", " + field.formatted(one, other))))
                .isEqualTo(contentHash(Kind.BILL, bill(", " + field.formatted(other, one))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"actions\": [%s, %s] | {\"description\": \"a\", \"date\": \"\"}"
                        + " | {\"description\": \"b\", \"date\": \"\"}",
                "\"subject\": [%s, %s] | \"a\" | \"b\"",
                "\"extras\": {\"sources\": [%s, %s]} | 1 | 2",
                "\"extras\": {\"deep\": {\"links\": [%s, %s]}} | 1 | 2",
                "\"versions\": [{\"note\": \"n\", \"extras\": {\"links\": [%s, %s]}}] | 1 | 2",
                "\"citations\": [%s, %s] | {\"url\": \"a\"} | {\"url\": \"b\"}",
            })
    void whereOrderIsStoredItIsContent(String field, String one, String other) {
        assertThat(contentHash(Kind.BILL, bill(", " + field.formatted(one, other))))
                .isNotEqualTo(contentHash(Kind.BILL, bill(", " + field.formatted(other, one))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"links\": [%s, %s] | {\"url\": \"a\"} | {\"url\": \"b\"}",
                "\"sources\": [%s, %s] | {\"url\": \"a\"} | {\"url\": \"b\"}",
                "\"media\": [{\"note\": \"n\", \"links\": [%s, %s]}] | {\"url\": \"a\"} | {\"url\": \"b\"}",
                "\"agenda\": [%s, %s] | {\"description\": \"a\"} | {\"description\": \"b\"}",
                "\"agenda\": [{\"description\": \"d\", \"subjects\": [%s, %s]}] | \"a\" | \"b\"",
            })
    void whereAnEventsOrderIsStoredItIsContent(String field, String one, String other) {
        assertThat(contentHash(Kind.EVENT, event(", " + field.formatted(one, other))))
                .isNotEqualTo(contentHash(Kind.EVENT, event(", " + field.formatted(other, one))));
    }

    @Test
    void entitiesOnAnAgendaMayComeInAnyOrder() {
        var agenda = ", \"agenda\": [{\"description\": \"d\", \"related_entities\": [%s, %s]}]";
        var one = "{\"name\": \"a\"}";
        var other = "{\"name\": \"b\"}";

        assertThat(contentHash(Kind.EVENT, event(agenda.formatted(one, other))))
                .isEqualTo(contentHash(Kind.EVENT, event(agenda.formatted(other, one))));
    }

    @Test
    void aRowThatRepeatsIsContent() {
        assertThat(contentHash(Kind.BILL, bill(", \"sources\": [{\"url\": \"a\"}]")))
                .isNotEqualTo(
                        contentHash(
                                Kind.BILL,
                                bill(", \"sources\": [{\"url\": \"a\"}, {\"url\": \"a\"}]")));
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(contentHash(Kind.BILL, bill(", \"actions\": []")))
                .isNotEqualTo(contentHash(Kind.BILL, bill()));
    }

    @Test
    void theIdThatAVoteNamesItsBillByIsNewWithEveryScrapeAndNotContent() {
        assertThat(contentHash(Kind.VOTE_EVENT, vote(", \"bill\": \"b1\"")))
                .isEqualTo(contentHash(Kind.VOTE_EVENT, vote(", \"bill\": \"b2\"")));
    }

    @Test
    void whatAVoteKnowsOfItsBillIsContent() {
        var bill = ", \"bill\": \"~{\\\"identifier\\\": \\\"HB %d\\\"}\"";

        assertThat(contentHash(Kind.VOTE_EVENT, vote(bill.formatted(1))))
                .isNotEqualTo(contentHash(Kind.VOTE_EVENT, vote(bill.formatted(2))));
    }
}
