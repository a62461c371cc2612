package org.civichopper.cli.importing;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.importer.vote.VoteKey;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;

/// Which of two votes may take an action that both name: the rule is for one batch, and a directory
/// is one, in however many transactions. So the votes come in this order; but those that share a
/// key come together, where the first of them would, so that the newest wins before anything is
/// written.
///
/// @param dedupeKey null where there is none; so is identifier
/// @param key equal for votes that mean one row, as far as the documents tell by themselves
record VoteOrder(String motionText, String dedupeKey, String identifier, NaturalKey key)
        implements Comparable<VoteOrder> {

    /// For whatever is no vote, or cannot be read: the import will say so.
    static final VoteOrder ANY = new VoteOrder("", null, null, NaturalKey.of());

    private static final Set<String> FIELDS =
            Set.of(
                    "motion_text",
                    "dedupe_key",
                    "identifier",
                    "legislative_session",
                    "bill",
                    "start_date",
                    "organization");
    private static final Comparator<String> NULLS_LAST =
            Comparator.nullsLast(Comparator.naturalOrder());
    private static final Comparator<VoteOrder> ORDER =
            Comparator.comparing(VoteOrder::motionText)
                    .thenComparing(VoteOrder::dedupeKey, NULLS_LAST)
                    .thenComparing(VoteOrder::identifier, NULLS_LAST);

    static VoteOrder of(Path file) {
        try (var in = DocumentReader.open(file);
                var json = ScrapeDirectory.JSON.createParser(in)) {
            var known = new HashMap<String, String>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && FIELDS.contains(field)) {
                    known.put(field, json.getText());
                }
                json.skipChildren();
            }
            return new VoteOrder(
                    known.getOrDefault("motion_text", ""),
                    known.get("dedupe_key"),
                    known.get("identifier"),
                    key(known));
        } catch (IOException | InvalidInputException e) {
            return ANY;
        }
    }

    // As a VoteKey, but with the bill and the chamber as the document spells them.
    private static NaturalKey key(Map<String, String> vote) {
        var dedupeKey = vote.getOrDefault("dedupe_key", "");
        return new VoteKey(
                        dedupeKey.isBlank() ? null : dedupeKey,
                        vote.get("legislative_session"),
                        vote.get("bill"),
                        vote.getOrDefault("identifier", ""),
                        vote.get("motion_text"),
                        vote.get("start_date"),
                        vote.get("organization"))
                .naturalKey();
    }

    /// The first in order of those that share each key.
    static Map<NaturalKey, VoteOrder> firstOfEachKey(Stream<VoteOrder> votes) {
        return votes.collect(toMap(VoteOrder::key, vote -> vote, BinaryOperator.minBy(ORDER)));
    }

    @Override
    public int compareTo(VoteOrder other) {
        return ORDER.compare(this, other);
    }
}
