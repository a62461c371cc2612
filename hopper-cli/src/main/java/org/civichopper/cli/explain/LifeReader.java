package org.civichopper.cli.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.DocumentLedger;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.model.document.Kind;

/// Follows a key to everything that is known under it: from an object to what it became, and from
/// that to all the objects that brought it.
public final class LifeReader {

    private final Connection connection;
    private final Trail trail;
    private final Waits waits;

    public LifeReader(Connection connection) {
        this.connection = connection;
        this.trail = new Trail(connection);
        this.waits = new Waits(connection);
    }

    public Life read(Asked asked) throws SQLException {
        var files = new TreeSet<>(asked.objectKeys());
        var scrapedIds = new TreeSet<>(asked.ids());
        var databaseIds = new TreeSet<>(asked.ids());
        if (asked.bill().isPresent()) {
            databaseIds.addAll(trail.bill(asked.bill().get()));
        }
        follow(trail.receipts(files, scrapedIds, databaseIds), files, scrapedIds, databaseIds);
        for (var scraped : trail.scraped(scrapedIds, databaseIds)) {
            scrapedIds.add(scraped.id().scrapedId());
            databaseIds.add(scraped.databaseId());
        }
        var receipts = trail.receipts(files, scrapedIds, databaseIds);
        follow(receipts, files, scrapedIds, databaseIds);
        files.add(asked.key());
        var things = new ArrayList<Life.Thing>();
        for (var thing : trail.things(databaseIds)) {
            things.add(withRows(thing));
        }
        var scraped = trail.scraped(scrapedIds, databaseIds);
        return new Life(
                asked.key(),
                asked.tried(),
                things,
                receipts,
                trail.setbacks(files),
                trail.superseded(files, databaseIds),
                trail.parked(files, scrapedIds),
                waits.waitedForBy(tokens(asked, things, scraped)));
    }

    private static void follow(
            List<Life.Receipt> receipts,
            Collection<String> files,
            Collection<String> scrapedIds,
            Collection<String> databaseIds) {
        for (var receipt : receipts) {
            files.add(receipt.objectKey());
            receipt.scrapedId().ifPresent(scrapedIds::add);
            receipt.databaseId().ifPresent(databaseIds::add);
        }
    }

    private Life.Thing withRows(Life.Thing thing) throws SQLException {
        return new Life.Thing(
                thing.kind(),
                thing.jurisdictionId(),
                thing.databaseId(),
                thing.names(),
                thing.version(),
                thing.seenAt(),
                thing.runId(),
                thing.unresolved(),
                StandingRows.of(connection, thing.kind(), thing.databaseId()),
                waits.waitsFor(thing.databaseId()));
    }

    /// By what others may wait for it.
    private Collection<String> tokens(
            Asked asked, List<Life.Thing> things, List<Trail.Scraped> scraped) throws SQLException {
        var ids = new HashSet<ScrapedIds.Id>();
        scraped.forEach(each -> ids.add(each.id()));
        for (var jurisdictionId : waits.whereSomethingWaits()) {
            for (var kind : List.of(Kind.BILL, Kind.VOTE_EVENT)) {
                asked.ids().forEach(id -> ids.add(new ScrapedIds.Id(jurisdictionId, kind, id)));
            }
        }
        var tokens = new TreeSet<>(asked.tokens());
        ids.forEach(id -> tokens.add(Awaited.scraped(id).token()));
        for (var thing : things) {
            if (thing.kind() == Kind.BILL) {
                for (var name : thing.names()) {
                    var key = new DocumentLedger.Key(thing.jurisdictionId(), new NaturalKey(name));
                    tokens.add(Awaited.bill(key).token());
                }
            }
        }
        return tokens;
    }
}
