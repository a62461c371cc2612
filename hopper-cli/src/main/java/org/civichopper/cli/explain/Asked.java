package org.civichopper.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.DocumentLedger;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.model.document.Kind;
import org.civichopper.model.text.BillIdentifier;
import org.civichopper.model.wire.ObjectKey;

/// What a person may mean by a key, before anything is looked up.
///
/// @param tried in words
/// @param tokens by which others may wait for it
public record Asked(
        String key,
        List<String> tried,
        Set<String> objectKeys,
        Set<String> ids,
        Optional<Bill> bill,
        Set<String> tokens) {

    /// A bill by what people call it.
    public record Bill(String jurisdictionId, String session, String identifier) {}

    // archived/2026-11-20/de/bill_00c8….3f2a9c41d07e.json
    private static final Pattern STORED =
            Pattern.compile(
                    "(archived|rejected)/[0-9]{4}-[0-9]{2}-[0-9]{2}/"
                            + "(?<name>.+)\\.[0-9a-f]{12}(?<end>\\.json(\\.gz)?)");
    private static final Pattern BILL =
            Pattern.compile("(?<abbr>[A-Za-z]{2}) +(?<session>\\S+) +(?<identifier>.+)");

    public static Asked of(String typed) {
        var key = typed.strip();
        var tried = new ArrayList<String>();
        var objectKeys = new TreeSet<String>();
        var stored = STORED.matcher(key);
        if (stored.matches()) {
            tried.add("a stored key");
            objectKeys.add(stored.group("name") + stored.group("end"));
        } else if (ObjectKey.ofDocument(key).isPresent()) {
            tried.add("an object key");
            objectKeys.add(key);
        }
        tried.add("a scraper's _id");
        tried.add("an id of the database");
        var bill = bill(key);
        var tokens = new TreeSet<String>();
        bill.ifPresent(named -> {
            tried.add("a bill");
            var name = NaturalKey.of(named.session(), named.identifier());
            tokens.add(Awaited.bill(new DocumentLedger.Key(named.jurisdictionId(), name)).token());
            tokens.add(
                    Awaited.identifier(Kind.BILL, named.jurisdictionId(), named.identifier())
                            .token());
        });
        return new Asked(key, tried, objectKeys, Set.of(key), bill, tokens);
    }

    private static Optional<Bill> bill(String key) {
        var matcher = BILL.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Jurisdictions.read().stream()
                .filter(each -> each.abbreviation().equalsIgnoreCase(matcher.group("abbr")))
                .findFirst()
                .map(each ->
                        new Bill(
                                each.id(),
                                matcher.group("session"),
                                BillIdentifier.normalised(matcher.group("identifier"))));
    }
}
