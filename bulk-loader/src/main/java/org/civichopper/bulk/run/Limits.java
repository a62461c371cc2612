package org.civichopper.bulk.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// What a run must keep to before anything of it comes into sight.
///
/// @param minRows that each part of the data set must bring; empty for the data set's own rule
/// @param maxShrink by how much a table may become smaller, as a share
/// @param maxRejects how many of the records read may be rejected, as a share
/// @param maxItems at most so many records are read
/// @param force whether a shrink is taken, and what hangs on a table that is exchanged
public record Limits(
        OptionalLong minRows,
        BigDecimal maxShrink,
        BigDecimal maxRejects,
        OptionalLong maxItems,
        boolean force) {

    public static final BigDecimal MAX_SHRINK = new BigDecimal("0.2");
    public static final BigDecimal MAX_REJECTS = new BigDecimal("0.01");

    // So that one bad record does not fail a small update.
    private static final long LEAST_RECKONED = 1_000;

    /// Says them in the arguments that the ledger keeps.
    public void describe(ObjectNode json) {
        json.put("max_shrink", maxShrink.toPlainString())
                .put("max_rejects", maxRejects.toPlainString())
                .put("force", force);
        minRows.ifPresent(rows -> json.put("min_rows", rows));
        maxItems.ifPresent(items -> json.put("max_items", items));
    }

    /// As [#describe] has said them.
    public static Limits of(JsonNode json) {
        return new Limits(
                number(json, "min_rows"),
                new BigDecimal(json.path("max_shrink").asText()),
                new BigDecimal(json.path("max_rejects").asText()),
                number(json, "max_items"),
                json.path("force").asBoolean());
    }

    private static OptionalLong number(JsonNode json, String name) {
        return json.has(name) ? OptionalLong.of(json.path(name).asLong()) : OptionalLong.empty();
    }

    /// @throws LoadStopped.Failed where more were rejected than may be
    public void requireFewRejects(long read, long rejected, String seeThem) {
        var most =
                maxRejects.multiply(BigDecimal.valueOf(Math.max(read, LEAST_RECKONED))).longValue();
        if (rejected > most) {
            throw new LoadStopped.Failed(
                    "expected at most %d rejected records of %d (--max-rejects %s), found %d: %s shows them; nothing was promoted"
                            .formatted(most, read, maxRejects.toPlainString(), rejected, seeThem));
        }
    }

    /// @param what in words, for example `table city_311.requests`
    /// @throws LoadStopped.Failed where so few rows would be left that it may be a mistake
    public void requireNoShrink(String what, long before, long after) {
        var least = BigDecimal.ONE.subtract(maxShrink).multiply(BigDecimal.valueOf(before));
        if (!force && BigDecimal.valueOf(after).compareTo(least) < 0) {
            throw new LoadStopped.Failed(
                    "%s: expected at least %s of the %d rows that stand (--max-shrink %s), found %d: nothing was promoted; --force takes it"
                            .formatted(
                                    what,
                                    least.setScale(0, RoundingMode.CEILING).toPlainString(),
                                    before,
                                    maxShrink.toPlainString(),
                                    after));
        }
    }
}
