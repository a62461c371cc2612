package org.civichopper.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A small scrape in the shape of Delaware's, by object key: one jurisdiction, three organizations,
/// 12 bills and 15 votes. Everything in it is invented.
public final class DelawareScrape {

    public static final String JURISDICTION_KEY =
            "de/jurisdiction_ocd-jurisdiction-country:us-state:de-government.json";
    public static final int BILLS = 12;
    public static final int VOTES = 15;
    public static final int DOCUMENTS = 1 + 3 + BILLS + VOTES;

    private DelawareScrape() {}

    public static Map<String, byte[]> documents() {
        var documents = new LinkedHashMap<String, byte[]>();
        documents.put(JURISDICTION_KEY, bytes(jurisdiction("153rd General Assembly")));
        documents.putAll(organizations());
        documents.putAll(bills());
        documents.putAll(votes());
        return documents;
    }

    public static Map<String, byte[]> organizations() {
        var documents = new LinkedHashMap<String, byte[]>();
        var number = 1;
        for (var chamber : new String[] {"legislature", "upper", "lower"}) {
            var parent = number == 1 ? "null" : '"' + id(1) + '"';
            var id = id(number++);
            documents.put(
                    "de/organization_" + id + ".json",
                    bytes(ORGANIZATION.formatted(chamber, parent, id)));
        }
        return documents;
    }

    public static Map<String, byte[]> bills() {
        var documents = new LinkedHashMap<String, byte[]>();
        for (int number = 1; number <= BILLS; number++) {
            documents.put(billKey(number), bytes(bill(number)));
        }
        return documents;
    }

    public static Map<String, byte[]> votes() {
        var documents = new LinkedHashMap<String, byte[]>();
        for (int number = 1; number <= VOTES; number++) {
            var key = "de/vote_event_" + voteId(number) + ".json";
            if (number == 3) {
                documents.put(key + ".gz", gzip(bytes(vote(number))));
            } else {
                documents.put(key, bytes(vote(number)));
            }
        }
        return documents;
    }

    public static String billKey(int number) {
        return "de/bill_" + billId(number) + ".json";
    }

    public static String jurisdiction(String sessionName) {
        return JURISDICTION.formatted(sessionName);
    }

    public static String bill(int number) {
        return bill(billId(number), number, "An act relating to oysters, part " + number);
    }

    public static String bill(String id, int number, String title) {
        var chamber = chamber(number);
        var related = number == 1 ? "" : RELATED.formatted(number - 1);
        return BILL.formatted(number, title, chamber, chamber, chamber, related, number, id);
    }

    /// The passage of a bill that it names by `_id`.
    public static String vote(String id, int number, String bill) {
        var dedupe = "\"HB " + number + "#passage\"";
        return VOTE.formatted("Passage", chamber(number), bill, PASSED, number, dedupe, id);
    }

    private static String vote(int number) {
        var bill = number <= BILLS ? number : number - BILLS;
        var passage = number <= BILLS;
        var action = passage ? PASSED : "null";
        var dedupe = number % 4 == 0 ? "null" : "\"HB " + bill + "#" + number + "\"";
        return VOTE.formatted(
                passage ? "Passage" : "Reconsideration",
                chamber(bill),
                billReference(number, bill),
                action,
                bill,
                dedupe,
                voteId(number));
    }

    // One names its bill as a description, one by an `_id` that no document of this scrape has.
    private static String billReference(int number, int bill) {
        return switch (number) {
            case 14 -> "~{\\\"identifier\\\": \\\"HB " + bill + "\\\"}";
            case 15 -> id(0xdead);
            default -> billId(bill);
        };
    }

    private static String chamber(int number) {
        return number % 2 == 0 ? "upper" : "lower";
    }

    private static String billId(int number) {
        return id(0xb000 + number);
    }

    private static String voteId(int number) {
        return id(0xc000 + number);
    }

    public static String id(int number) {
        return "%08x-e947-11f0-8633-a2a45e751eb0".formatted(number);
    }

    /// Writes them as a scraper does, one file each, below the directory.
    public static void write(Map<String, byte[]> documents, Path directory) {
        try {
            for (var document : documents.entrySet()) {
                var file = directory.resolve(document.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, document.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] gzip(byte[] content) {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static final String PASSED = "\"Passed. Votes: 2 YES 1 NO\"";

    private static final String JURISDICTION =
            """
            {"_id": "ocd-jurisdiction/country:us/state:de/government",
             "id": "ocd-jurisdiction/country:us/state:de/government", "name": "Delaware",
             "url": "http://legis.delaware.gov/", "division_id": "ocd-division/country:us/state:de",
             "classification": "state", "extras": {}, "legislative_sessions": [
              {"_scraped_name": "2022 - 2024 (GA 152)", "identifier": "152",
               "name": "152nd General Assembly", "start_date": "2022-01-10",
               "end_date": "2024-06-30", "active": false},
              {"_scraped_name": "2024 - 2026 (GA 153)", "identifier": "153", "name": "%s",
               "start_date": "2025-01-14", "end_date": "2026-06-30", "active": true}]}
            """;

    private static final String ORGANIZATION =
            """
            {"name": "Delaware %s", "classification": "%<s", "parent_id": %s, "links": [],
             "sources": [], "extras": {}, "_id": "%s"}
            """;

    private static final String RELATED =
            """
            {"identifier": "HB %d", "legislative_session": "153", "relation_type": "companion"}
            """;

    private static final String BILL =
            """
            {"legislative_session": "153", "identifier": "HB %d", "title": "%s",
             "from_organization": "~{\\"classification\\": \\"%s\\"}", "classification": ["bill"],
             "subject": ["Oysters"], "abstracts": [{"note": "synopsis", "abstract": "Says “oyster”."}],
             "other_titles": [], "other_identifiers": [], "actions": [
              {"description": "Assigned to the Oyster Committee", "date": "2025-03-06",
               "organization_id": "~{\\"classification\\": \\"%s\\"}",
               "classification": ["introduction", "referral-committee"], "related_entities": [
                {"name": "Oyster", "entity_type": "organization", "organization_id": null}]},
              {"description": "Passed. Votes: 2 YES 1 NO", "date": "2025-05-06",
               "organization_id": "~{\\"classification\\": \\"%s\\"}",
               "classification": ["passage"], "related_entities": []}],
             "sponsorships": [{"name": "Ada Nobody", "classification": "primary",
               "entity_type": "person", "primary": true, "organization_id": null,
               "person_id": "~{\\"chamber\\": \\"lower\\", \\"name\\": \\"Ada Nobody\\"}"}],
             "related_bills": [%s],
             "versions": [{"note": "Bill Text", "date": "", "classification": "", "links": [
               {"url": "https://example.org/%d.pdf", "media_type": "application/pdf"}]}],
             "documents": [], "citations": [], "extras": {"substitute": "HS 1"},
             "sources": [{"url": "https://example.org/bills", "note": "text/html"}],
             "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:de/government",
               "name": "Delaware", "classification": "state",
               "division_id": "ocd-division/country:us/state:de"},
             "scraped_at": "2026-01-04T08:31:20+00:00", "_id": "%s"}
            """;

    private static final String VOTE =
            """
            {"identifier": "", "motion_text": "%s", "motion_classification": [],
             "start_date": "2025-05-06", "result": "pass",
             "organization": "~{\\"classification\\": \\"%s\\"}", "legislative_session": "153",
             "bill": "%s", "bill_action": %s,
             "bill_identifier": "HB %d", "votes": [
              {"option": "yes", "voter_name": "Ada Nobody", "note": "",
               "voter_id": "~{\\"name\\": \\"Ada Nobody\\"}"},
              {"option": "yes", "voter_name": "Bo Nobody", "note": "",
               "voter_id": "~{\\"name\\": \\"Bo Nobody\\"}"},
              {"option": "no", "voter_name": "Cy Nobody", "note": "",
               "voter_id": "~{\\"name\\": \\"Cy Nobody\\"}"}],
             "counts": [{"option": "yes", "value": 2}, {"option": "no", "value": 1}],
             "sources": [{"url": "https://example.org/votes", "note": ""}], "extras": {},
             "dedupe_key": %s, "_id": "%s"}
            """;
}
