package org.civichopper.database.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.regex.Pattern;
import org.civichopper.model.document.Kind;

/// What a parked document or an unfinished link waits for, as one text that what arrives is looked
/// up by.
///
/// @param token for example `bill ocd-jurisdiction/country:us/state:de/government ["153","HB 6"]`
public record Awaited(String token) {

    private static final String SESSION = "session ";
    private static final ObjectReader PARTS = new JsonMapper().readerForListOf(String.class);

    // What it is, of which jurisdiction, and its natural key.
    private static final Pattern SPELLED =
            Pattern.compile("(session|bill|any \\w+|scraped \\w+) (?:\\S.*? )??(\\[.*])");

    public static Awaited session(String jurisdictionId, String identifier) {
        return new Awaited(SESSION + jurisdictionId + " " + NaturalKey.of(identifier));
    }

    public static Awaited bill(DocumentLedger.Key key) {
        return new Awaited("bill " + key.jurisdictionId() + " " + key.naturalKey());
    }

    /// A bill or a vote by its identifier alone, which is all that an agenda tells.
    public static Awaited identifier(Kind kind, String jurisdictionId, String identifier) {
        return new Awaited(
                "any " + kind.word() + " " + jurisdictionId + " " + NaturalKey.of(identifier));
    }

    /// A scraped document by its `_id`.
    public static Awaited scraped(ScrapedIds.Id id) {
        return new Awaited(
                "scraped "
                        + id.kind().word()
                        + " "
                        + id.jurisdictionId()
                        + " "
                        + NaturalKey.of(id.scrapedId()));
    }

    /// Whether a jurisdiction document brings it; else a bill or a vote is what is awaited.
    public boolean isSession() {
        return token.startsWith(SESSION);
    }

    /// For people, who know the jurisdiction: `session 153`, `bill HB 6 of session 153`.
    public String words() {
        var spelled = SPELLED.matcher(token);
        if (!spelled.matches()) {
            return token; // so long that only a hash is left of it
        }
        try {
            List<String> parts = PARTS.readValue(spelled.group(2));
            var what = spelled.group(1).replace("_event", "");
            return switch (what) {
                case "session" -> "session " + parts.getFirst();
                case "bill" -> "bill %s of session %s".formatted(parts.get(1), parts.get(0));
                case "any bill", "any vote" ->
                        what.substring("any ".length()) + " " + parts.getFirst();
                default ->
                        "the %s with the _id %s"
                                .formatted(what.substring("scraped ".length()), parts.getLast());
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no token of ours: " + token, e);
        }
    }
}
