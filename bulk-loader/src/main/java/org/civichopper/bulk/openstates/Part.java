package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/// What one slice reads, and how far it has come: the checkpoint of the ledger.
///
/// @param kind any but `ALL`
/// @param jurisdiction its id; empty for the jurisdictions themselves
/// @param code its two small letters
/// @param session its identifier, for bills
/// @param since the earliest change that is asked for; empty for all bills
/// @param fresh whether what stands already is passed over where only so many bills are wanted
record Part(
        Operation kind,
        String jurisdiction,
        String code,
        String session,
        Optional<Instant> since,
        boolean fresh,
        Progress progress) {

    private static final JsonMapper JSON = new JsonMapper();

    /// How far the pages of bills have come.
    ///
    /// @param reached the time of the last bill that is stored, in the order of changes; empty
    ///   before the first of a round
    /// @param latest the largest time that is stored, in any round
    /// @param round of paging, from 1; 0 before the first
    /// @param seen bills, in any round
    /// @param spent of the bills that are wanted at most
    record Progress(
            Optional<Instant> reached, Optional<Instant> latest, int round, long seen, long spent) {

        static final Progress NONE = new Progress(Optional.empty(), Optional.empty(), 0, 0, 0);

        private Progress inNextRound() {
            return new Progress(Optional.empty(), latest, round + 1, seen, spent);
        }

        private Progress behind(Optional<Instant> last, long seen, long spent) {
            return new Progress(last.or(() -> reached), later(latest, last), round, seen, spent);
        }

        private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
            return one.isPresent() && other.isPresent() && one.get().isAfter(other.get())
                    ? one
                    : other.or(() -> one);
        }

        private Progress withSeen(long seen) {
            return new Progress(reached, latest, round, seen, spent);
        }

        private void describe(ObjectNode json) {
            reached.ifPresent(time -> json.put("reached", time.toString()));
            latest.ifPresent(time -> json.put("latest", time.toString()));
            json.put("round", round).put("seen", seen).put("spent", spent);
        }

        private static Progress of(JsonNode json) {
            return new Progress(
                    time(json, "reached"),
                    time(json, "latest"),
                    json.path("round").asInt(),
                    json.path("seen").asLong(),
                    json.path("spent").asLong());
        }
    }

    static Part jurisdictions() {
        return of(Operation.JURISDICTIONS, "", "");
    }

    /// People or committees of a jurisdiction.
    static Part of(Operation kind, String jurisdiction, String code) {
        return new Part(kind, jurisdiction, code, "", Optional.empty(), false, Progress.NONE);
    }

    static Part bills(
            String jurisdiction,
            String code,
            String session,
            Optional<Instant> since,
            boolean fresh) {
        return new Part(Operation.BILLS, jurisdiction, code, session, since, fresh, Progress.NONE);
    }

    /// For example `nc 2023` or `nc people`.
    String name() {
        return switch (kind) {
            case JURISDICTIONS, ALL -> "jurisdictions";
            case PEOPLE, COMMITTEES -> code + " " + kind.word();
            case BILLS -> code + " " + session;
        };
    }

    /// The key of its watermark.
    String watermark() {
        return jurisdiction + " " + session;
    }

    private Part with(Progress other) {
        return new Part(kind, jurisdiction, code, session, since, fresh, other);
    }

    Part inNextRound() {
        return with(progress.inNextRound());
    }

    /// Behind a page.
    ///
    /// @param last the time of its last bill; empty where none of them says one
    /// @param first how many bills were not seen before
    /// @param spent of the bills that are wanted at most
    Part behind(Optional<Instant> last, long first, long spent) {
        return with(progress.behind(last, progress.seen() + first, progress.spent() + spent));
    }

    Part withoutSeen() {
        return with(progress.withSeen(0));
    }

    /// From its beginning.
    Part anew() {
        return with(Progress.NONE);
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("kind", kind.name());
        json.put("jurisdiction", jurisdiction).put("code", code).put("session", session);
        since.ifPresent(time -> json.put("since", time.toString()));
        json.put("fresh", fresh);
        progress.describe(json);
        return json;
    }

    static Part of(JsonNode json) {
        return new Part(
                Operation.valueOf(json.path("kind").asText()),
                json.path("jurisdiction").asText(),
                json.path("code").asText(),
                json.path("session").asText(),
                time(json, "since"),
                json.path("fresh").asBoolean(),
                Progress.of(json));
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue()).map(Instant::parse);
    }
}
