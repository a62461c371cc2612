package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadWatermarks;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.api.Query;
import org.civichopper.bulk.openstates.row.RejectedException;
import org.civichopper.bulk.openstates.row.SentJurisdiction;
import org.civichopper.bulk.openstates.table.JurisdictionTable;
import org.civichopper.bulk.openstates.table.JurisdictionTable.Session;
import org.civichopper.bulk.openstates.table.JurisdictionTable.Standing;
import org.civichopper.bulk.openstates.table.Tables;
import org.civichopper.bulk.run.DataSetLoad.Plan;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// What a run is to read. Jurisdictions and their sessions come first where they are asked for or
/// missing; all else is planned from what stands of them.
record Planning(Settings settings, Api api, Notes notes) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final long BYTES_A_BILL = 8_000; // about
    private static final long BYTES_A_LINE = 1_500;

    /// Asks nothing of the source.
    Plan plan(Connection connection) throws SQLException {
        var slices = new LinkedHashMap<String, JsonNode>();
        var standing = standing(connection);
        if (settings.operation().includes(Operation.JURISDICTIONS) || lacks(standing)) {
            var first = Part.jurisdictions();
            slices.put(first.name(), first.json());
        } else {
            slices.putAll(slices(standing, watermarks(connection)));
        }
        return new Plan(slices, JSON.createObjectNode(), 0, 0, 0);
    }

    // A session that is not there may have begun since; then jurisdictions are asked for again.
    private boolean lacks(List<Standing> standing) {
        if (standing.isEmpty()
                || settings.jurisdictions().stream()
                        .anyMatch(code ->
                                standing.stream().noneMatch(each -> each.code().equals(code)))) {
            return true;
        }
        return settings.operation().includes(Operation.BILLS)
                && settings.chosen() instanceof Chosen.Named
                && wanted(standing).stream().anyMatch(each -> sessions(each).isEmpty());
    }

    private List<Standing> standing(Connection connection) throws SQLException {
        var target = new Target(settings.schema());
        if (!new Tables(target).areThere(connection)) {
            return List.of();
        }
        target.use(connection);
        return new JurisdictionTable(connection).all();
    }

    private Map<String, String> watermarks(Connection connection) throws SQLException {
        return LoadSchema.isThere(connection)
                ? new LoadWatermarks(connection, OpenStates.DATASET, settings.schema()).all()
                : Map.of();
    }

    /// What comes behind the jurisdictions, which stand now.
    ///
    /// @throws LoadStopped.Wrong where a jurisdiction or session does not exist
    Map<String, JsonNode> behindJurisdictions(Connection connection) throws SQLException {
        return slices(standing(connection), watermarks(connection));
    }

    private Map<String, JsonNode> slices(List<Standing> standing, Map<String, String> watermarks) {
        var slices = new LinkedHashMap<String, JsonNode>();
        parts(standing, watermarks).forEach(part -> slices.put(part.name(), part.json()));
        return slices;
    }

    private List<Part> parts(List<Standing> standing, Map<String, String> watermarks) {
        requireAll(standing);
        var parts = new ArrayList<Part>();
        for (var kind : List.of(Operation.PEOPLE, Operation.COMMITTEES)) {
            if (settings.operation().includes(kind)) {
                wanted(standing).forEach(each -> parts.add(Part.of(kind, each.id(), each.code())));
            }
        }
        if (settings.operation().includes(Operation.BILLS)) {
            requireSessions(standing);
            for (var each : wanted(standing)) {
                for (var session : sessions(each)) {
                    parts.add(bills(each, session, watermarks));
                }
            }
        }
        return parts;
    }

    private Part bills(Standing jurisdiction, Session session, Map<String, String> watermarks) {
        var whole =
                Part.bills(
                        jurisdiction.id(),
                        jurisdiction.code(),
                        session.identifier(),
                        settings.since(),
                        false);
        var watermark = Optional.ofNullable(watermarks.get(whole.watermark())).map(Instant::parse);
        return settings.full() || settings.since().isPresent() || watermark.isEmpty()
                ? whole
                : Part.bills(
                        jurisdiction.id(),
                        jurisdiction.code(),
                        session.identifier(),
                        watermark.map(time -> time.minus(OVERLAP)),
                        true);
    }

    private List<Standing> wanted(List<Standing> standing) {
        return standing.stream()
                .filter(each ->
                        settings.jurisdictions().isEmpty()
                                || settings.jurisdictions().contains(each.code()))
                .toList();
    }

    private List<Session> sessions(Standing jurisdiction) {
        return settings.chosen().of(jurisdiction.sessions(), LocalDate.now(ZoneOffset.UTC));
    }

    private void requireAll(List<Standing> standing) {
        var codes = standing.stream().map(Standing::code).toList();
        var unknown =
                settings.jurisdictions().stream().filter(code -> !codes.contains(code)).toList();
        if (!unknown.isEmpty()) {
            throw new LoadStopped.Wrong(
                    "jurisdiction %s: expected one that the source has, found none; it has %s"
                            .formatted(String.join(", ", unknown), String.join(", ", codes)));
        }
    }

    private void requireSessions(List<Standing> standing) {
        if (!(settings.chosen() instanceof Chosen.Named(var identifier))) {
            return;
        }
        var wanted = wanted(standing);
        var lacking = wanted.stream().filter(each -> sessions(each).isEmpty()).toList();
        // Where all jurisdictions are read, those that have such a session are meant.
        if (settings.jurisdictions().isEmpty()
                ? lacking.size() == wanted.size()
                : !lacking.isEmpty()) {
            throw new LoadStopped.Wrong(
                    lacking.stream()
                            .limit(5)
                            .map(each ->
                                    "session %s of %s: expected one of %s, found none of that name"
                                            .formatted(identifier, each.code(), names(each)))
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String names(Standing jurisdiction) {
        return jurisdiction.sessions().isEmpty()
                ? "none at all"
                : jurisdiction.sessions().stream()
                        .map(Session::identifier)
                        .collect(Collectors.joining(", "));
    }

    /// What a run would take: asks one page of each list, and writes nothing.
    Plan rehearse(Connection connection) throws SQLException, InterruptedException {
        var found = standing(connection);
        var watermarks = watermarks(connection);
        connection.commit(); // no transaction waits for the source
        var standing =
                settings.operation().includes(Operation.JURISDICTIONS) || lacks(found)
                        ? asked()
                        : found;
        var slices = new LinkedHashMap<String, JsonNode>();
        var requests = standing == found ? 0 : api.requests();
        var rows = 0L;
        var bytes = 0L;
        for (var part : parts(standing, watermarks)) {
            var page = new Lists(api).first(query(part));
            slices.put(part.name(), part.json());
            requests += page.pages() + (part.kind() == Operation.COMMITTEES ? 1 : 0);
            rows += page.total();
            bytes += page.total() * (part.kind() == Operation.BILLS ? BYTES_A_BILL : BYTES_A_LINE);
            notes.say(
                    "%s: %,d records in %,d requests"
                            .formatted(part.name(), page.total(), page.pages()));
        }
        return new Plan(slices, JSON.createObjectNode(), requests, rows, bytes);
    }

    static Query query(Part part) {
        return switch (part.kind()) {
            case PEOPLE -> Query.people(part.code());
            case COMMITTEES -> Query.committees(part.code());
            case BILLS -> Query.bills(part.code(), part.session(), part.since());
            case JURISDICTIONS, ALL -> Query.jurisdictions("state");
        };
    }

    private List<Standing> asked() throws InterruptedException {
        var standing = new ArrayList<Standing>();
        for (var classification : Lists.CLASSIFICATIONS) {
            for (var item : new Lists(api).all(Query.jurisdictions(classification)).items()) {
                try {
                    standing.add(standing(SentJurisdiction.of(item)));
                } catch (RejectedException e) {
                    notes.say("jurisdiction " + item.path("id").asText() + ": " + e.getMessage());
                }
            }
        }
        return standing;
    }

    private static Standing standing(SentJurisdiction sent) {
        var sessions = new ArrayList<Session>();
        for (var each : sent.row().path("legislative_sessions")) {
            sessions.add(
                    new Session(
                            0,
                            each.path("identifier").asText(),
                            Optional.ofNullable(each.path("start_date").textValue())
                                    .map(LocalDate::parse),
                            Optional.ofNullable(each.path("end_date").textValue())
                                    .map(LocalDate::parse)));
        }
        return new Standing(
                sent.id(),
                sent.row().path("abbreviation").asText().toLowerCase(Locale.ROOT),
                sessions);
    }
}
