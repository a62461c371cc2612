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
/// @param reached the time of the last bill that is stored, in the order of changes; empty before
///   the first
/// @param latest the largest time that is stored, in any round
/// @param round of paging, from 1; 0 before the first
/// @param spent of the bills that are wanted at most
record Part(
        Operation kind,
        String jurisdiction,
        String code,
        String session,
        Optional<Instant> since,
        boolean fresh,
        Optional<Instant> reached,
        Optional<Instant> latest,
        int round,
        long seen,
        long spent) {

    private static final JsonMapper JSON = new JsonMapper();

    static Part jurisdictions() {
        return new Part(
                Operation.JURISDICTIONS,
                "",
                "",
                "",
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0);
    }

    /// People or committees of a jurisdiction.
    static Part of(Operation kind, String jurisdiction, String code) {
        return bills(jurisdiction, code, "", Optional.empty(), false).withKind(kind);
    }

    static Part bills(
            String jurisdiction,
            String code,
            String session,
            Optional<Instant> since,
            boolean fresh) {
        return new Part(
                Operation.BILLS,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0);
    }

    private Part withKind(Operation kind) {
        return new Part(
                kind,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                reached,
                latest,
                round,
                seen,
                spent);
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

    Part inRound(int next) {
        return new Part(
                kind,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                Optional.empty(),
                latest,
                next,
                seen,
                spent);
    }

    /// Behind a page.
    ///
    /// @param last the time of its last bill; empty where none of them says one
    Part behind(Optional<Instant> last, long seen, long spent) {
        return new Part(
                kind,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                last.or(() -> reached),
                later(latest, last),
                round,
                seen,
                this.spent + spent);
    }

    Part withSeen(long seen) {
        return new Part(
                kind,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                reached,
                latest,
                round,
                seen,
                spent);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() && one.get().isAfter(other.get())
                ? one
                : other.or(() -> one);
    }

    /// From its beginning.
    Part anew() {
        return new Part(
                kind,
                jurisdiction,
                code,
                session,
                since,
                fresh,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0);
    }

    ObjectNode json() {
        var json = JSON.createObjectNode().put("kind", kind.name());
        json.put("jurisdiction", jurisdiction).put("code", code).put("session", session);
        since.ifPresent(time -> json.put("since", time.toString()));
        reached.ifPresent(time -> json.put("reached", time.toString()));
        latest.ifPresent(time -> json.put("latest", time.toString()));
        return json.put("fresh", fresh).put("round", round).put("seen", seen).put("spent", spent);
    }

    static Part of(JsonNode json) {
        return new Part(
                Operation.valueOf(json.path("kind").asText()),
                json.path("jurisdiction").asText(),
                json.path("code").asText(),
                json.path("session").asText(),
                time(json, "since"),
                json.path("fresh").asBoolean(),
                time(json, "reached"),
                time(json, "latest"),
                json.path("round").asInt(),
                json.path("seen").asLong(),
                json.path("spent").asLong());
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue()).map(Instant::parse);
    }
}
