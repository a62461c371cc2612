package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Told;

/// What is said of one state at the end: what was filtered by which rule, and its money by year
/// against the load before.
final class StateReport {

    private final Settings settings;
    private final Told told;
    private final Notes notes;
    private final ObjectNode more = new JsonMapper().createObjectNode();
    private Map<Integer, Money> before = Map.of();

    StateReport(Settings settings, Told told, Notes notes) {
        this.settings = settings;
        this.told = told;
        this.notes = notes;
    }

    /// Looks at what stands before something else takes its place.
    void look(Connection connection, Partitions partitions) throws SQLException {
        if (settings.to().isPostgres()) {
            before = partitions.years(connection);
        }
    }

    /// @param changes by table; empty where nothing was checked
    void tell(
            LoadReport came,
            Tally tally,
            Map<String, Promotion.Change> changes,
            Optional<SearchCopy> copy) {
        var code = settings.state().code();
        var filtered = more.putObject("filtered");
        tally.filtered().forEach(filtered::put);
        describeTables(came, tally, changes);
        var indices = more.putObject("indices");
        copy.ifPresent(each -> each.indices().forEach(indices::put));
        describeMoney(tally);
        came.counts()
                .describe(
                        more.putObject("states")
                                .putObject(code)
                                .put("run", came.run().orElse(0))
                                .put("status", came.status().word()))
                .put("error", came.error().orElse(null));
        told.tell("campaign-finance %s: %s".formatted(code, sentence(came, tally)));
    }

    private void describeTables(
            LoadReport came, Tally tally, Map<String, Promotion.Change> changes) {
        var tables = more.putObject("tables");
        var isUnchanged = came.counts().unchanged() > 0;
        var isPromoted = came.counts().inserted() > 0 || came.counts().deleted() > 0;
        for (var kind : Kind.values()) {
            var counts = tally.of(kind);
            var change = changes.getOrDefault(kind.table(), new Promotion.Change(0, 0));
            new LoadCounts(
                            counts.read(),
                            isPromoted ? counts.kept() : 0,
                            0,
                            isUnchanged ? counts.kept() : 0,
                            isPromoted ? change.before() : 0,
                            counts.rejected(),
                            0,
                            0,
                            0)
                    .describe(tables.putObject(kind.table()));
        }
    }

    private void describeMoney(Tally tally) {
        var years = new TreeSet<>(before.keySet());
        years.addAll(tally.years().keySet());
        var money = more.putObject("money").putObject(settings.state().code());
        for (var year : years) {
            var now = tally.years().getOrDefault(year, Money.NONE);
            var then = before.getOrDefault(year, Money.NONE);
            money.putObject(year.toString())
                    .put("gifts", now.gifts())
                    .put("amount", now.amount())
                    .put("gifts_before", then.gifts())
                    .put("amount_before", then.amount());
            notes.say(
                    String.format(
                            Locale.ROOT,
                            "%s %d: %,d gifts of %,.2f in all, before %,d of %,.2f",
                            settings.state().code(),
                            year,
                            now.gifts(),
                            now.amount(),
                            then.gifts(),
                            then.amount()));
        }
        if (!tally.filtered().isEmpty()) {
            notes.say(
                    "%s: filtered %s"
                            .formatted(
                                    settings.state().code(),
                                    new TreeMap<>(tally.filtered())
                                            .toString()
                                            .replaceAll("[{}]", "")
                                            .replace('=', ' ')));
        }
    }

    private static String sentence(LoadReport came, Tally tally) {
        return came.error()
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "%s, %,d contributions and %,d reports of %,d records, %,d rejected",
                                came.status().word().replace('_', ' '),
                                tally.of(Kind.CONTRIBUTIONS).kept(),
                                tally.of(Kind.REPORTS).kept(),
                                tally.read(),
                                came.counts().rejected()));
    }

    void describe(ObjectNode json) {
        json.setAll(more);
    }
}
