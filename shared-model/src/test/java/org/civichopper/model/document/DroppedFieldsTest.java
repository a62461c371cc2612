package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.rejection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields that a document may bring and that never reach a table: they are dropped without a word,
/// as long as they are what they have to be.
class DroppedFieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BILL | 'scraped_at': '2026-01-04T08:31:20+00:00'",
                "BILL | 'scraped_at': null, 'jurisdiction': null",
                "BILL | 'jurisdiction': {'id': 'i', 'name': 'n', 'classification': 'c', 'division_id': 'd'}",
                "BILL | 'jurisdiction': [{'id': 'i', 'name': 'n'}, {}]",
                "BILL | 'abstracts': [{'abstract': '', 'date': '2026'}]",
                "BILL | 'other_identifiers': [{'identifier': '', 'scheme': 's', 'note': 'n'}]",
                "BILL | 'actions': [{'description': '', 'date': '', 'order': 1}]",
                "VOTE_EVENT | 'end_date': '2026', 'jurisdiction': {}, 'scraped_at': ''",
                "EVENT | 'agenda': [{'description': '', 'order': 0}, {'description': '', 'order': 1.0}]",
                "EVENT | 'location': {'name': '', 'note': 'n', 'coordinates': null}",
                "EVENT | 'location': {'name': '', 'coordinates': {'latitude': '1', 'longitude': '2'}}",
                "EVENT | 'media': [{'note': '', 'name': 'n', 'type': 't'}]",
                "EVENT | 'documents': [{'note': '', 'media_type': 'm', 'url': 'u'}]",
                "EVENT | 'participants': [{'name': '', 'id': 'i', 'type': 'person'}]",
                "EVENT | 'agenda': [{'description': '', 'related_entities': [{'name': '', 'id': 'i'}]}]",
                "ORGANIZATION | 'identifiers': [{'scheme': 's', 'identifier': 'i'}]",
                "ORGANIZATION | 'division_id': null, 'jurisdiction_id': 'j'",
                "JURISDICTION | 'id': 'i', 'scraped_at': '2026', 'jurisdiction': {}",
            })
    void areDroppedWithoutAWord(Kind kind, String fields) {
        assertThat(ScrapedJson.read(kind, document(kind, fields)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BILL | 'scraped_at': 5 | scraped_at | text | number 5",
                "BILL | 'jurisdiction': 'x' | jurisdiction | an object or an array | \"x\"",
                "BILL | 'jurisdiction': {'id': 5} | jurisdiction.id | text | number 5",
                "BILL | 'jurisdiction': ['x'] | jurisdiction[0] | an object | \"x\"",
                "BILL | 'jurisdiction': {'a': 5} | jurisdiction.a | no such field | number 5",
                "BILL | 'abstracts': [{'abstract': '', 'date': 5}] | abstracts[0].date"
                        + " | text | number 5",
                "BILL | 'other_identifiers': [{'identifier': '', 'scheme': [1]}]"
                        + " | other_identifiers[0].scheme | text | an array",
                "BILL | 'actions': [{'description': '', 'date': '', 'order': 'first'}]"
                        + " | actions[0].order | a whole number | \"first\"",
                "VOTE_EVENT | 'end_date': 5 | end_date | text | number 5",
                "EVENT | 'agenda': [{'description': '', 'order': 'first'}]"
                        + " | agenda[0].order | a whole number | \"first\"",
                "EVENT | 'agenda': [{'description': '', 'order': 1.5}]"
                        + " | agenda[0].order | a whole number | number 1.5",
                "EVENT | 'location': {'name': '', 'note': 5} | location.note | text | number 5",
                "EVENT | 'location': {'name': '', 'coordinates': 'x'}"
                        + " | location.coordinates | an object | \"x\"",
                "EVENT | 'location': {'name': '', 'coordinates': {'latitude': 1}}"
                        + " | location.coordinates.latitude | text | number 1",
                "EVENT | 'media': [{'note': '', 'type': 5}] | media[0].type | text | number 5",
                "EVENT | 'documents': [{'note': '', 'url': 5}] | documents[0].url | text | number 5",
                "EVENT | 'participants': [{'name': '', 'id': 5}] | participants[0].id"
                        + " | text | number 5",
                "ORGANIZATION | 'identifiers': [5] | identifiers[0] | an object | number 5",
                "ORGANIZATION | 'identifiers': [{'scheme': 5}] | identifiers[0].scheme"
                        + " | text | number 5",
                "ORGANIZATION | 'division_id': 5 | division_id | text | number 5",
                "JURISDICTION | 'legislative_sessions': [{'identifier': '1', 'name': '',"
                        + " 'start_date': '', 'end_date': '', 'type': 5}]"
                        + " | legislative_sessions[0].type | text | number 5",
            })
    void areOfTheirTypeAllTheSame(
            Kind kind, String fields, String place, String expected, String found) {
        assertThat(rejection(kind, document(kind, fields)))
                .hasMessage(place + ": expected " + expected + ", found " + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'scraped_at': 'a\\u0000' | scraped_at | text without NUL",
                "'jurisdiction': {'name': 'a\\u0000'} | jurisdiction.name | text without NUL",
                "'jurisdiction': {'a\\u0000': 1} | jurisdiction.a\uFFFD | text without NUL",
                "'jurisdiction': [{'url': ['\\ud83e']}] | jurisdiction[0].url[0] | whole characters",
                "'jurisdiction': '\\ud83e' | jurisdiction | whole characters",
                "'created_at': '\\u0000' | created_at | text without NUL",
            })
    void areTextThatAColumnCouldHold(String field, String place, String expected) {
        for (var kind : Kind.values()) {
            var reason = rejection(kind, document(kind, field));

            assertThat(reason.place()).as(kind.word()).isEqualTo(place);
            assertThat(reason.expected()).isEqualTo(expected);
        }
    }

    /// Child by child, the columns of its table that are not the document's to set.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JURISDICTION | 'id': 7, 'created_at': 7, 'updated_at': 7, 'latest_bill_update': 7,"
                        + " 'latest_people_update': 7",
                "JURISDICTION | 'legislative_sessions': [{'identifier': '1', 'name': '',"
                        + " 'start_date': '', 'end_date': '', 'id': 7, 'jurisdiction_id': 7}]",
                "ORGANIZATION | 'id': 7, 'created_at': 7, 'updated_at': 7",
                "BILL | 'id': 7, 'created_at': 7, 'updated_at': 7, 'from_organization_id': 7,"
                        + " 'legislative_session_id': 7, 'first_action_date': 7,"
                        + " 'latest_action_date': 7, 'latest_action_description': 7,"
                        + " 'latest_passage_date': 7",
                "BILL | 'abstracts': [{'abstract': '', 'id': 7, 'bill_id': 7}]",
                "BILL | 'actions': [{'description': '', 'date': '', 'id': 7, 'bill_id': 7,"
                        + " 'related_entities': [{'name': '', 'id': 7, 'action_id': 7}]}]",
                "BILL | 'documents': [{'note': '', 'id': 7, 'bill_id': 7,"
                        + " 'links': [{'url': '', 'id': 7, 'document_id': 7}]}]",
                "BILL | 'other_identifiers': [{'identifier': '', 'id': 7, 'bill_id': 7}]",
                "BILL | 'other_titles': [{'title': '', 'id': 7, 'bill_id': 7}]",
                "BILL | 'related_bills': [{'identifier': '', 'legislative_session': '',"
                        + " 'relation_type': '', 'id': 7, 'bill_id': 7, 'related_bill_id': 7}]",
                "BILL | 'sources': [{'url': '', 'id': 7, 'bill_id': 7}]",
                "BILL | 'sponsorships': [{'name': '', 'classification': '', 'id': 7, 'bill_id': 7}]",
                "BILL | 'versions': [{'note': '', 'id': 7, 'bill_id': 7,"
                        + " 'links': [{'url': '', 'id': 7, 'version_id': 7}]}]",
                "VOTE_EVENT | 'id': 7, 'created_at': 7, 'updated_at': 7, 'bill_id': 7,"
                        + " 'bill_action_id': 7, 'legislative_session_id': 7, 'organization_id': 7",
                "VOTE_EVENT | 'counts': [{'option': '', 'value': 7, 'id': 7, 'vote_event_id': 7}]",
                "VOTE_EVENT | 'votes': [{'option': '', 'voter_name': '', 'id': 7, 'vote_event_id': 7}]",
                "VOTE_EVENT | 'sources': [{'url': '', 'id': 7, 'vote_event_id': 7}]",
                "EVENT | 'id': 7, 'created_at': 7, 'updated_at': 7, 'deleted': 7,"
                        + " 'jurisdiction_id': 7, 'location_id': 7",
                "EVENT | 'location': {'name': '', 'id': 7, 'jurisdiction_id': 7}",
                "EVENT | 'media': [{'note': '', 'id': 7, 'event_id': 7}]",
                "EVENT | 'documents': [{'note': '', 'id': 7, 'event_id': 7}]",
                "EVENT | 'participants': [{'name': '', 'event_id': 7}]",
                "EVENT | 'agenda': [{'description': '', 'id': 7, 'event_id': 7,"
                        + " 'media': [{'note': '', 'id': 7, 'agenda_item_id': 7}],"
                        + " 'related_entities': [{'name': '', 'agenda_item_id': 7}]}]",
            })
    void ifTheyAreColumnsTheyMayBeAnything(Kind kind, String fields) {
        assertThat(ScrapedJson.read(kind, document(kind, fields)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BILL | 'sources': [{'url': '', 'vote_event_id': 7}] | sources[0].vote_event_id",
                "BILL | 'versions': [{'note': '', 'links': [{'url': '', 'document_id': 7}]}]"
                        + " | versions[0].links[0].document_id",
                "VOTE_EVENT | 'sources': [{'url': '', 'bill_id': 7}] | sources[0].bill_id",
                "EVENT | 'media': [{'note': '', 'agenda_item_id': 7}] | media[0].agenda_item_id",
            })
    void theColumnOfAnotherTableIsNoSuchField(Kind kind, String fields, String place) {
        assertThat(rejection(kind, document(kind, fields)))
                .hasMessage(place + ": expected no such field, found number 7");
    }

    private static String document(Kind kind, String fields) {
        return ScrapedJson.of(kind, ", " + fields.replace('\'', '"'));
    }
}
