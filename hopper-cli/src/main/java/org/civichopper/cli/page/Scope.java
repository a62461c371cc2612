package org.civichopper.cli.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.civichopper.cli.status.Words;
import org.civichopper.model.jurisdiction.TypedJurisdiction;

/// The part of the past that somebody looks at.
///
/// @param jurisdictionId of one jurisdiction, or of all
record Scope(Range range, Optional<String> jurisdictionId) {

    static final Scope ALL = new Scope(Range.DAY, Optional.empty());

    /// @throws IllegalArgumentException for what names no range or no jurisdiction
    static Scope of(Form query) {
        try {
            return new Scope(
                    Range.of(query.field("range")),
                    Optional.of(query.field("jurisdiction"))
                            .filter(typed -> !typed.isBlank())
                            .map(TypedJurisdiction::id));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the address: " + e.getMessage(), e);
        }
    }

    Scope with(Range other) {
        return new Scope(other, jurisdictionId);
    }

    Scope of(String jurisdictionId) {
        return new Scope(range, Optional.of(jurisdictionId));
    }

    /// As the address of a page has it, with the question mark; empty for all of the last day.
    String query() {
        var range = this.range == Range.DAY ? "" : "range=" + this.range.inAddress();
        var jurisdiction =
                jurisdictionId
                        .map(id -> "jurisdiction=" + encoded(Words.jurisdiction(id)))
                        .orElse("");
        var all = range + (range.isEmpty() || jurisdiction.isEmpty() ? "" : "&") + jurisdiction;
        return all.isEmpty() ? "" : "?" + all;
    }

    /// Text as it stands in an address.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
