package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.rejection;
import static org.civichopper.model.document.ScrapedJson.vote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every field that a document or a part of it must have.
class MissingFieldTest {

    @ParameterizedTest
    @CsvSource({
        "JURISDICTION, _id name division_id classification",
        "ORGANIZATION, _id name classification",
        "BILL, _id legislative_session identifier title",
        "VOTE_EVENT, _id legislative_session motion_text start_date result",
        "EVENT, _id name start_date",
    })
    void aDocumentWithoutItIsRejected(Kind kind, String fields) {
        for (var field : fields.split(" ")) {
            var without = ScrapedJson.of(kind).replace('"' + field + '"', "\"id\"");

            assertThat(rejection(kind, without))
                    .hasMessage(field + ": expected text, found nothing");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BILL | abstracts[0].abstract | 'abstracts': [{}]",
                "BILL | actions[0].description | 'actions': [{'date': ''}]",
                "BILL | actions[0].date | 'actions': [{'description': ''}]",
                "BILL | actions[0].related_entities[0].name"
                        + " | 'actions': [{'description': '', 'date': '', 'related_entities': [{}]}]",
                "BILL | documents[0].note | 'documents': [{}]",
                "BILL | documents[0].links[0].url"
                        + " | 'documents': [{'note': '', 'links': [{}]}]",
                "BILL | other_identifiers[0].identifier | 'other_identifiers': [{}]",
                "BILL | other_titles[0].title | 'other_titles': [{}]",
                "BILL | related_bills[0].identifier"
                        + " | 'related_bills': [{'legislative_session': '', 'relation_type': ''}]",
                "BILL | related_bills[0].legislative_session"
                        + " | 'related_bills': [{'identifier': '', 'relation_type': ''}]",
                "BILL | related_bills[0].relation_type"
                        + " | 'related_bills': [{'identifier': '', 'legislative_session': ''}]",
                "BILL | sources[0].url | 'sources': [{}]",
                "BILL | sponsorships[0].name | 'sponsorships': [{'classification': ''}]",
                "BILL | sponsorships[0].classification | 'sponsorships': [{'name': ''}]",
                "BILL | versions[0].note | 'versions': [{}]",
                "BILL | versions[0].links[0].url | 'versions': [{'note': '', 'links': [{}]}]",
                "VOTE_EVENT | counts[0].option | 'counts': [{'value': 1}]",
                "VOTE_EVENT | sources[0].url | 'sources': [{}]",
                "VOTE_EVENT | votes[0].option | 'votes': [{'voter_name': ''}]",
                "VOTE_EVENT | votes[0].voter_name | 'votes': [{'option': ''}]",
                "EVENT | agenda[0].description | 'agenda': [{}]",
                "EVENT | agenda[0].media[0].note"
                        + " | 'agenda': [{'description': '', 'media': [{}]}]",
                "EVENT | agenda[0].related_entities[0].name"
                        + " | 'agenda': [{'description': '', 'related_entities': [{}]}]",
                "EVENT | documents[0].note | 'documents': [{}]",
                "EVENT | location.name | 'location': {}",
                "EVENT | media[0].note | 'media': [{}]",
                "EVENT | participants[0].name | 'participants': [{}]",
                "JURISDICTION | legislative_sessions[0].identifier"
                        + " | 'legislative_sessions': [{'name': '', 'start_date': '',"
                        + " 'end_date': ''}]",
                "JURISDICTION | legislative_sessions[0].name"
                        + " | 'legislative_sessions': [{'identifier': '1', 'start_date': '',"
                        + " 'end_date': ''}]",
                "JURISDICTION | legislative_sessions[0].start_date"
                        + " | 'legislative_sessions': [{'identifier': '1', 'name': '',"
                        + " 'end_date': ''}]",
                "JURISDICTION | legislative_sessions[0].end_date"
                        + " | 'legislative_sessions': [{'identifier': '1', 'name': '',"
                        + " 'start_date': ''}]",
            })
    void aPartWithoutItIsRejected(Kind kind, String place, String parts) {
        var document = ScrapedJson.of(kind, ", " + parts.replace('\'', '"'));

        assertThat(rejection(kind, document)).hasMessage(place + ": expected text, found nothing");
    }

    @Test
    void aCountNeedsItsNumber() {
        assertThat(rejection(Kind.VOTE_EVENT, vote(", \"counts\": [{\"option\": \"yes\"}]")))
                .hasMessage("counts[0].value: expected a whole number, found nothing");
    }
}
