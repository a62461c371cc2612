package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.api.Query;
import org.civichopper.bulk.openstates.row.RejectedException;
import org.civichopper.bulk.openstates.row.SentCommittee;
import org.civichopper.bulk.openstates.row.SentJurisdiction;
import org.civichopper.bulk.openstates.row.SentPerson;
import org.civichopper.bulk.openstates.table.CommitteeTable;
import org.civichopper.bulk.openstates.table.IngestionLog;
import org.civichopper.bulk.openstates.table.JurisdictionTable;
import org.civichopper.bulk.openstates.table.PersonTable;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.bulk.openstates.table.Written;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;

/// Reads what is small, a list at a time: jurisdictions, and the people or committees of one. Each
/// list is read whole and stored in one transaction, so that nothing of it is gone by mistake.
record OtherReading(Settings settings, Api api, Planning planning) {

    private Target target() {
        return new Target(settings.schema());
    }

    private Tables tables() {
        return new Tables(target());
    }

    /// Reads one record of a list.
    private interface Reader<T> {

        T read(JsonNode item) throws RejectedException;
    }

    // The records of a list, and those that are none.
    private record Sorted<T>(List<T> good, List<Reject> bad) {

        static <T> Sorted<T> of(String place, List<JsonNode> items, Reader<T> reader) {
            var good = new ArrayList<T>();
            var bad = new ArrayList<Reject>();
            for (var item : items) {
                try {
                    good.add(reader.read(item));
                } catch (RejectedException e) {
                    bad.add(
                            new Reject(
                                    place,
                                    item.path("id").asText(),
                                    e.expected(),
                                    e.found(),
                                    item.toString()));
                }
            }
            return new Sorted<>(good, bad);
        }
    }

    void jurisdictions(SliceWork work, IngestionLog.Operation operation)
            throws SQLException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        var bytes = 0L;
        var requests = 0;
        for (var classification : Lists.CLASSIFICATIONS) {
            var all = new Lists(api).all(Query.jurisdictions(classification));
            items.addAll(all.items());
            bytes += all.bytes();
            requests += all.requests();
        }
        work.reached(LoadStep.RECEIVED);
        var sorted = Sorted.of("jurisdictions", items, SentJurisdiction::of);
        requireSome("jurisdictions", sorted.good().size(), 1);
        var connection = work.connection();
        target().use(connection);
        var written =
                new JurisdictionTable(connection)
                        .store(sorted.good().stream().map(SentJurisdiction::row).toList());
        work.plan(planning.behindJurisdictions(connection));
        close(work, operation, written, sorted.bad(), new Lists.All(items, bytes, requests));
    }

    void people(SliceWork work, Part part, IngestionLog.Operation operation)
            throws SQLException, InterruptedException {
        var all = new Lists(api).all(Query.people(part.code()));
        work.reached(LoadStep.RECEIVED);
        var sorted = Sorted.of(part.name(), all.items(), SentPerson::of);
        var rows = new LinkedHashMap<String, ObjectNode>();
        sorted.good().forEach(person -> rows.put(person.id(), person.row()));
        var connection = work.connection();
        tables().useForPeople(connection);
        var people = new PersonTable(connection);
        requireSome(
                part.name(), all.items().size(), Math.min(1, people.withRole(part.jurisdiction())));
        var written = people.store(part.jurisdiction(), rows);
        var listed = new LinkedHashMap<String, ObjectNode>(rows);
        sorted.bad().forEach(reject -> listed.put(reject.key(), null)); // listed all the same
        people.retire(part.jurisdiction(), listed);
        people.link(rows);
        close(work, operation, written, sorted.bad(), all);
    }

    void committees(SliceWork work, Part part, IngestionLog.Operation operation)
            throws SQLException, InterruptedException {
        var chambers = api.organizations(part.jurisdiction());
        var all = new Lists(api).all(Query.committees(part.code()));
        work.reached(LoadStep.RECEIVED);
        var sorted = Sorted.of(part.name(), all.items(), SentCommittee::of);
        var connection = work.connection();
        target().use(connection);
        var committees = new CommitteeTable(connection);
        settings.limits()
                .requireNoShrink(
                        "committees of " + part.code(),
                        committees.count(part.jurisdiction()),
                        all.items().size());
        var written =
                committees.store(
                        part.jurisdiction(),
                        SentCommittee.rows(sorted.good(), chambers),
                        sorted.bad().stream().map(Reject::key).toList());
        close(
                work,
                operation,
                written,
                sorted.bad(),
                new Lists.All(all.items(), all.bytes(), all.requests() + 1));
    }

    // Nothing at all is more likely a mistake of the source than the truth.
    private void requireSome(String what, long found, long usual) {
        var least = settings.limits().minRows().orElse(settings.limits().force() ? 0 : usual);
        if (found < least) {
            throw new LoadStopped.Failed(
                    "%s: expected at least %d, found %d: nothing was changed; look at the source, or say --min-rows %d"
                            .formatted(what, least, found, found));
        }
    }

    private void close(
            SliceWork work,
            IngestionLog.Operation operation,
            Written written,
            List<Reject> rejects,
            Lists.All all)
            throws SQLException {
        work.reached(LoadStep.COPIED);
        var counts =
                new LoadCounts(
                        written.all() + rejects.size(),
                        written.inserted(),
                        written.updated(),
                        written.unchanged(),
                        written.deleted(),
                        rejects.size(),
                        0,
                        all.bytes(),
                        all.requests());
        new IngestionLog(target()).count(work.connection(), operation, counts, true);
        work.checkpoint(work.slice().checkpoint(), counts, rejects, true);
    }
}
