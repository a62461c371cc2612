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
                "JURISDICTION | 'legislative_sessions': [{'identifier': '', 'name': '',"
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

    private static String document(Kind kind, String fields) {
        return ScrapedJson.of(kind, ", " + fields.replace('\'', '"'));
    }
}
