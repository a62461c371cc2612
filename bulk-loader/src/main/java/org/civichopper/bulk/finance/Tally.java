package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.ledger.LoadCounts;

/// What the reading of a state came to; the checkpoint of its slice.
final class Tally {

    private static final JsonMapper JSON = new JsonMapper();

    /// Of one kind.
    static final class Counts {
        private long read;
        private long kept;
        private long rejected;

        long read() {
            return read;
        }

        long kept() {
            return kept;
        }

        long rejected() {
            return rejected;
        }
    }

    private final Map<Kind, Counts> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> filtered = new TreeMap<>();
    private final Map<Integer, Money> years = new TreeMap<>();
    private long read; // of all kinds
    private long refused; // by the search server

    Tally() {
        for (var kind : Kind.values()) {
            counts.put(kind, new Counts());
        }
    }

    Counts of(Kind kind) {
        return counts.get(kind);
    }

    /// How many each rule left out.
    Map<String, Long> filtered() {
        return filtered;
    }

    Map<Integer, Money> years() {
        return years;
    }

    long read() {
        return read;
    }

    private void read(Kind kind) {
        of(kind).read++;
        read++;
    }

    void filtered(Kind kind, String rule) {
        read(kind);
        filtered.merge(rule, 1L, Long::sum);
    }

    void rejected(Kind kind) {
        read(kind);
        of(kind).rejected++;
    }

    void kept(Kind kind) {
        read(kind);
        of(kind).kept++;
    }

    void gift(Contribution gift) {
        years.merge(gift.date().getYear(), new Money(1, gift.amount()), Money::plus);
    }

    void refused(long documents) {
        refused += documents;
    }

    /// What the ledger counts, before anything of it comes into sight.
    LoadCounts counts(long bytes) {
        var rejected = refused + counts.values().stream().mapToLong(Counts::rejected).sum();
        return LoadCounts.read(read(), rejected, bytes, 0);
    }

    ObjectNode json() {
        var json = JSON.createObjectNode();
        var kinds = json.putObject("kinds");
        counts.forEach((kind, each) ->
                kinds.putObject(kind.table())
                        .put("read", each.read)
                        .put("kept", each.kept)
                        .put("rejected", each.rejected));
        var rules = json.putObject("filtered");
        filtered.forEach(rules::put);
        var money = json.putObject("years");
        years.forEach((year, each) ->
                money.putObject(year.toString())
                        .put("gifts", each.gifts())
                        .put("amount", each.amount().toPlainString()));
        return json.put("refused", refused);
    }

    static Tally of(JsonNode json) {
        var tally = new Tally();
        for (var kind : Kind.values()) {
            var found = json.path("kinds").path(kind.table());
            tally.of(kind).read = found.path("read").asLong();
            tally.of(kind).kept = found.path("kept").asLong();
            tally.read += tally.of(kind).read;
            tally.of(kind).rejected = found.path("rejected").asLong();
        }
        json.path("filtered")
                .properties()
                .forEach(each -> tally.filtered.put(each.getKey(), each.getValue().asLong()));
        json.path("years")
                .properties()
                .forEach(each ->
                        tally.years.put(
                                Integer.valueOf(each.getKey()),
                                new Money(
                                        each.getValue().path("gifts").asLong(),
                                        new BigDecimal(each.getValue().path("amount").asText()))));
        tally.refused = json.path("refused").asLong();
        return tally;
    }
}
