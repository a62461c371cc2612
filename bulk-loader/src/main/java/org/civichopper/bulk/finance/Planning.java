package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.bulk.finance.state.Source;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.DataSetLoad.Plan;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// What a run has to do: read the state as one slice, or nothing, where the very same bytes were
/// loaded in the same way and stand.
record Planning(Settings settings, StateFiles files, Notes notes) {

    /// In what the source says of itself: the run whose rows stand.
    static final String UNCHANGED = "unchanged_since";

    private static final String COLUMNS = "columns";
    private static final JsonMapper JSON = new JsonMapper();

    /// @param requests that it took so far
    Plan plan(Connection connection, long requests) throws SQLException {
        var source = JSON.createObjectNode().put("fingerprint", files.fingerprint());
        var listed = source.putObject("files");
        files.files()
                .forEach(each -> listed.put(each.file().getFileName().toString(), each.sha256()));
        var columns = source.putObject(COLUMNS);
        files.columns()
                .forEach((part, names) -> {
                    var array = columns.putArray(part);
                    names.forEach(array::add);
                });
        var standing = standing(connection);
        tellNewColumns(connection, standing);
        requireNewer(connection);
        var unchanged = unchanged(connection, standing);
        unchanged.ifPresent(load -> source.put(UNCHANGED, load.run()));
        return unchanged.isPresent()
                ? new Plan(Map.of(), source, requests, 0, 0)
                : new Plan(
                        Map.of(settings.state().code(), JSON.createObjectNode()),
                        source,
                        requests,
                        files.rows(),
                        files.bytes());
    }

    private Standing ofState(Connection connection) {
        return new Standing(connection, settings.schema(), settings.state().code());
    }

    private Optional<Standing.Load> standing(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection) ? ofState(connection).load() : Optional.empty();
    }

    // Once: neither of each member again, nor of columns that the load before knew.
    private void tellNewColumns(Connection connection, Optional<Standing.Load> before)
            throws SQLException {
        var known =
                before.isPresent()
                        ? new LoadRuns(connection)
                                .find(before.get().run())
                                .map(run -> run.source().path(COLUMNS))
                        : Optional.<JsonNode>empty();
        var parts = settings.state().sources().stream().map(Source::parts).flatMap(List::stream);
        parts.forEach(part -> {
            var found = new LinkedHashSet<>(files.columns().getOrDefault(part.shown(), Set.of()));
            part.layout()
                    .columns()
                    .forEach(column -> found.removeIf(column.header()::equalsIgnoreCase));
            known.ifPresent(
                    each -> each.path(part.shown()).forEach(name -> found.remove(name.asText())));
            var unused = settings.state().unused(part);
            found.removeIf(name -> unused.contains(name.toLowerCase(Locale.ROOT)));
            if (!found.isEmpty() && (known.isPresent() || !unused.isEmpty())) {
                notes.say(
                        "%s %s: new columns, which are not used: %s"
                                .formatted(
                                        settings.state().code(),
                                        part.shown(),
                                        String.join(", ", found)));
            }
        });
    }

    // What an operator gives by hand is the operator's word.
    private void requireNewer(Connection connection) throws SQLException {
        if (settings.from() instanceof Settings.From.Fetched
                && !settings.limits().force()
                && LoadSchema.isThere(connection)) {
            var rolledBack = ofState(connection).rolledBack();
            if (rolledBack
                    .filter(each -> each.fingerprint().equals(files.fingerprint()))
                    .isPresent()) {
                throw new LoadStopped.Failed(
                        "%s: expected newer files than those of run %d, which was rolled back, found the same; wait for newer ones, or --force takes them"
                                .formatted(settings.state().code(), rolledBack.get().run()));
            }
        }
    }

    private Optional<Standing.Load> unchanged(
            Connection connection, Optional<Standing.Load> standing) throws SQLException {
        if (settings.to() != Settings.To.POSTGRES
                || settings.limits().force()
                || standing.filter(load -> load.is(files.fingerprint(), settings.options()))
                        .isEmpty()) {
            return Optional.empty();
        }
        var tally = Standing.tally(connection, standing.get().run());
        var partitions = new Partitions(new Target(settings.schema()), settings.state().code());
        for (var kind : Kind.values()) {
            if (tally.isEmpty()
                    || partitions.rows(connection, kind) != tally.get().of(kind).kept()) {
                return Optional.empty();
            }
        }
        return standing;
    }
}
