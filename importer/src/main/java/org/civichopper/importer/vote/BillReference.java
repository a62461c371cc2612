package org.civichopper.importer.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Reference;
import org.civichopper.model.document.VoteEventDocument;
import org.civichopper.model.text.WhiteSpace;

/// The bill that a vote names.
///
/// @param scrapedId the bill's `_id` in some scrape of the vote's jurisdiction
/// @param key session and identifier, given or to fall back on
/// @param chamber the bill's chamber, where the vote says so; it chooses between several bills
public record BillReference(
        Optional<ScrapedIds.Id> scrapedId, Optional<BillKey> key, Optional<String> chamber) {

    public static BillReference of(String jurisdictionId, VoteEventDocument vote) {
        if (vote.bill().isEmpty()) {
            return new BillReference(Optional.empty(), Optional.empty(), Optional.empty());
        }
        return switch (vote.bill().get()) {
            case Reference.Scraped(var id) ->
                    new BillReference(
                            Optional.of(new ScrapedIds.Id(jurisdictionId, Kind.BILL, id)),
                            Optional.of(vote.billIdentifier())
                                    .filter(identifier -> !WhiteSpace.isBlank(identifier))
                                    .map(i -> BillKey.of(jurisdictionId, vote.session(), i)),
                            Optional.empty());
            case Reference.Described described ->
                    new BillReference(
                            Optional.empty(),
                            described
                                    .known("identifier")
                                    .map(i ->
                                            BillKey.of(
                                                    jurisdictionId, session(described, vote), i)),
                            described.known("from_organization__classification"));
        };
    }

    /// What a vote whose bill is not there waits for; nothing for a vote that names none.
    public List<Awaited> awaited() {
        var awaited = new ArrayList<Awaited>();
        scrapedId.map(Awaited::scraped).ifPresent(awaited::add);
        key.map(k -> Awaited.bill(k.toLedgerKey())).ifPresent(awaited::add);
        return awaited;
    }

    private static String session(Reference.Described described, VoteEventDocument vote) {
        return described.known("legislative_session__identifier").orElse(vote.session());
    }
}
