package org.civichopper.integration.surge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Scrapes that make as much work as documents can: from one revision to the next every collection
/// gains, changes and loses a row, things come that others waited for, and others begin to wait.
final class BusyScrape {

    private static final String JURISDICTION =
            """
            {"name": "Wyoming", "url": "https://www.wyoleg.gov/?revision=$R", "classification": "state",
             "division_id": "ocd-division/country:us/state:wy", "legislative_sessions": [
              {"identifier": "2025", "name": "Revision $R", "start_date": "2025-01-14", "end_date": ""},
              {"identifier": "S$R", "name": "S$R", "start_date": "2024-01-0$R", "end_date": "2024-01-0$R"}]}
            """;

    private static final String COMMITTEE =
            """
            {"classification": "committee", "name": "Committee $R on $N",
             "parent_id": "~{\\"classification\\": \\"upper\\"}"}
            """;

    private static final String BILL =
            """
            {"legislative_session": "$SESSION", "identifier": "HB $N", "title": "Revision $R",
             "from_organization": "~{\\"classification\\": \\"lower\\"}",
             "abstracts": [{"abstract": "Revision $R", "note": ""}],
             "other_titles": [{"title": "Revision $R", "note": ""}],
             "other_identifiers": [{"identifier": "X $R"}],
             "actions": [
              {"description": "Read", "date": "2025-01-15", "classification": ["reading-$R"],
               "organization_id": "~{\\"classification\\": \\"lower\\"}", "related_entities": [
                {"name": "Ada Moss", "entity_type": "person", "person_id": "~{\\"name\\": \\"Nobody $R\\"}"},
                {"name": "Nobody $R", "entity_type": "person", "person_id": "~{\\"name\\": \\"Nobody $R\\"}"}]},
              {"description": "Passed $R", "date": "2025-01-16", "classification": [],
               "organization_id": "~{\\"classification\\": \\"lower\\"}"}],
             "sponsorships": [
              {"name": "Ada Moss", "entity_type": "person", "primary": true, "classification": "primary-$R",
               "person_id": "~{\\"name\\": \\"Ada Moss\\"}"},
              {"name": "Nobody $R", "entity_type": "person", "primary": false, "classification": "cosponsor",
               "person_id": "~{\\"name\\": \\"Nobody $R\\"}"}],
             "related_bills": [
              {"identifier": "HB $COMING", "legislative_session": "2025", "relation_type": "companion"},
              {"identifier": "HB 1", "legislative_session": "2025", "relation_type": "replaces"}],
             "versions": [
              {"note": "Introduced", "date": "2025-01-0$R", "links": [
               {"url": "https://a.example/", "media_type": "text/$R"}, {"url": "https://a.example/$R", "media_type": ""}]},
              {"note": "Revision $R", "links": []}],
             "documents": [
              {"note": "Introduced", "date": "2025-01-0$R", "links": [
               {"url": "https://a.example/", "media_type": "text/$R"}, {"url": "https://a.example/$R", "media_type": ""}]},
              {"note": "Revision $R", "links": []}],
             "sources": [{"url": "https://a.example/$R", "note": ""}]}
            """;

    private static final String VOTE =
            """
            {"legislative_session": "$SESSION", "identifier": "V $N", "motion_text": "Revision $R",
             "start_date": "2025-01-16", "result": "pass", "bill_identifier": "HB $N", "bill": "$ID",
             "bill_action": "Passed $R", "organization": "~{\\"classification\\": \\"lower\\"}",
             "votes": [
              {"option": "yes", "voter_name": "Ada Moss", "note": "$R", "voter_id": "~{\\"name\\": \\"Ada Moss\\"}"},
              {"option": "no", "voter_name": "Nobody $R", "note": "", "voter_id": "~{\\"name\\": \\"Nobody $R\\"}"}],
             "counts": [{"option": "yes", "value": $R}, {"option": "other $R", "value": 1}],
             "sources": [{"url": "https://a.example/$R", "note": ""}]}
            """;

    private static final String EVENT =
            """
            {"name": "Hearing $N", "description": "", "start_date": "2025-01-20T08:00:00-07:00", "status": "confirmed",
             "location": {"name": "Room $R"}, "classification": "revision-$R",
             "media": [{"note": "Sound", "date": "2025-01-0$R"}, {"note": "Sound $R"}],
             "documents": [{"note": "Paper", "date": "2025-01-0$R"}, {"note": "Paper $R"}],
             "participants": [
              {"name": "Ada Moss", "entity_type": "person", "note": "$R", "person_id": "~{\\"name\\": \\"Ada Moss\\"}"},
              {"name": "Nobody $R", "entity_type": "person", "note": "", "person_id": "~{\\"name\\": \\"Nobody $R\\"}"}],
             "agenda": [
              {"description": "First", "classification": ["revision-$R"],
               "media": [{"note": "Sound", "date": "2025-01-0$R"}, {"note": "Sound $R"}],
               "related_entities": [
                {"name": "HB $N", "entity_type": "bill", "note": "$R", "bill_id": "~{\\"identifier\\": \\"HB $N\\"}"},
                {"name": "HB $COMING", "entity_type": "bill", "bill_id": "~{\\"identifier\\": \\"HB $COMING\\"}"},
                {"name": "V $COMING", "entity_type": "vote_event", "vote_event_id": "~{\\"identifier\\": \\"V $COMING\\"}"},
                {"name": "By _id", "entity_type": "bill", "bill_id": "$ID"}]},
              {"description": "Revision $R"}]}
            """;

    private final Path folder;
    private final int revision;
    private String coming = "";

    private BusyScrape(Path folder, int revision) {
        this.folder = folder;
        this.revision = revision;
    }

    /// Writes a scrape of about ten times as many documents.
    static Path write(Path folder, int revision, int tenths) throws IOException {
        Files.createDirectories(folder);
        var scrape = new BusyScrape(folder, revision);
        scrape.put("jurisdiction", JURISDICTION, "", "2025");
        for (int number = 1; number <= tenths; number++) {
            scrape.documents(number);
        }
        return folder;
    }

    private void documents(int number) throws IOException {
        var next = "S" + (revision + 1);
        var added = revision + "00";
        coming = (revision + 1) + "00" + number;
        put("organization", COMMITTEE, "" + number, "2025");
        // The same things in every revision, new ones, and some of a session that is still to come.
        put("bill", BILL, "" + number, "2025");
        put("bill", BILL, added + number, "2025");
        put("bill", BILL, "9" + added + number, next);
        put("vote_event", VOTE, "" + number, "2025");
        put("vote_event", VOTE, added + number, "2025");
        put("vote_event", VOTE, "9" + added + number, next);
        put("event", EVENT, "" + number, "2025");
        put("event", EVENT, added + number, "2025");
        // Too old, and without a chamber.
        put(
                "bill",
                BILL.replace("{\"leg", "{\"scraped_at\": \"2020-01-01T00:00:00Z\", \"leg"),
                "" + number,
                "2025");
        put("vote_event", VOTE.replace("lower", "nowhere"), added + number, "2025");
    }

    private void put(String kind, String template, String number, String session)
            throws IOException {
        var id = UUID.randomUUID().toString();
        var document =
                template.replace("$COMING", coming)
                        .replace("$R", Integer.toString(revision))
                        .replace("$N", number)
                        .replace("$SESSION", session)
                        .replace("$ID", id)
                        .replaceFirst("\\{", "{\"_id\": \"" + id + "\", ");
        Files.writeString(folder.resolve(kind + "_" + id + ".json"), document);
    }
}
