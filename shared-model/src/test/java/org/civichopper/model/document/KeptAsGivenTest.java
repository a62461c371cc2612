package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.event;
import static org.civichopper.model.document.ScrapedJson.organization;
import static org.civichopper.model.document.ScrapedJson.read;
import static org.civichopper.model.document.ScrapedJson.readBill;
import static org.civichopper.model.document.ScrapedJson.rejection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is stored as JSON is stored as it was given, and checked like everything else before.
class KeptAsGivenTest {

    private static final String CITATION =
            """
            {"url": null, "publication": "Laws", "citation": "85 Del. Laws 3", "effective": "2026",
             "expires": null, "citation_type": "chapter"}\
            """;

    @Test
    void citationsKeepTheirOrderAndTheirNulls() {
        var citations = "[" + CITATION + ", {}]";

        assertThat(readBill(bill(", \"citations\": " + citations)).citations())
                .isEqualTo(Field.given(Json.ofColumn(citations)));
    }

    @Test
    void linksAndSourcesKeepWhatTheyLeaveOut() {
        var links = "[{\"url\": \"u\"}, {\"note\": \"n\", \"url\": \"u\"}, {\"note\": \"n\"}]";
        var fields = ", \"links\": " + links + ", \"sources\": " + links;

        var event = (EventDocument) read(Kind.EVENT, event(fields));
        var organization = (OrganizationDocument) read(Kind.ORGANIZATION, organization(fields));

        assertThat(event.links()).isEqualTo(Field.given(Json.ofColumn(links)));
        assertThat(event.sources()).isEqualTo(event.links());
        assertThat(organization.links()).isEqualTo(event.links());
        assertThat(organization.sources()).isEqualTo(event.links());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BILL | 'citations': ['x'] | citations[0] | an object | \"x\"",
                "BILL | 'citations': [{}, {'citation': 5}] | citations[1].citation | text | number 5",
                "BILL | 'citations': [{'citation': null}] | citations[0].citation | text | null",
                "BILL | 'citations': [{'foo': 1}] | citations[0].foo | no such field | number 1",
                "BILL | 'citations': [{'url': 5}] | citations[0].url | text | number 5",
                "BILL | 'citations': [{'effective': []}] | citations[0].effective | text | an array",
                "EVENT | 'links': ['http://x'] | links[0] | an object | \"http://x\"",
                "EVENT | 'links': [{'url': 5}] | links[0].url | text | number 5",
                "EVENT | 'sources': [{'url': 'x', 'foo': 1}] | sources[0].foo"
                        + " | no such field | number 1",
                "EVENT | 'media': [{'note': '', 'links': [5]}] | media[0].links[0]"
                        + " | an object | number 5",
                "EVENT | 'documents': [{'note': '', 'links': [{'media_type': 5}]}]"
                        + " | documents[0].links[0].media_type | text | number 5",
                "EVENT | 'agenda': [{'description': '', 'media': [{'note': '', 'links': [{'a': 5}]}]}]"
                        + " | agenda[0].media[0].links[0].a | no such field | number 5",
                "ORGANIZATION | 'links': [5] | links[0] | an object | number 5",
                "ORGANIZATION | 'sources': [{'note': 5}] | sources[0].note | text | number 5",
                "ORGANIZATION | 'other_names': [{'name': 5}] | other_names[0].name | text | number 5",
                "ORGANIZATION | 'other_names': [{'end': ''}] | other_names[0].end"
                        + " | no such field | \"\"",
            })
    void whatItHoldsIsChecked(
            Kind kind, String field, String place, String expected, String found) {
        var more = ", " + field.replace('\'', '"');

        var reason = rejection(kind, ScrapedJson.of(kind, more));

        assertThat(reason).hasMessage(place + ": expected " + expected + ", found " + found);
    }
}
