package org.civichopper.bulk.openstates.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A list that is asked for by pages.
///
/// @param path behind the base
/// @param aPage how many items a page has at most, which is the source's cap
public record Query(String path, Map<String, String> parameters, int aPage, List<String> includes) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    /// @param code of the jurisdiction, two small letters
    /// @param since the earliest change that is of interest
    public static Query bills(String code, String session, Optional<Instant> since) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("jurisdiction", code);
        parameters.put("session", session);
        parameters.put("sort", "updated_asc");
        since.ifPresent(time -> parameters.put("updated_since", written(time)));
        return new Query(
                "/bills",
                parameters,
                20,
                List.of(
                        "sponsorships",
                        "abstracts",
                        "other_titles",
                        "other_identifiers",
                        "actions",
                        "sources",
                        "documents",
                        "versions",
                        "votes",
                        "related_bills"));
    }

    public static Query people(String code) {
        return new Query(
                "/people",
                Map.of("jurisdiction", code),
                50,
                List.of("other_names", "other_identifiers", "links", "sources", "offices"));
    }

    public static Query committees(String code) {
        return new Query(
                "/committees",
                Map.of("jurisdiction", code),
                20,
                List.of("memberships", "links", "sources"));
    }

    /// @param classification `state` or `country`
    public static Query jurisdictions(String classification) {
        return new Query(
                "/jurisdictions",
                Map.of("classification", classification),
                52,
                List.of("legislative_sessions"));
    }

    // It takes no zone, and a fraction of three or six digits or none.
    private static String written(Instant time) {
        var utc = LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return utc.format(utc.getNano() == 0 ? SECONDS : MICROSECONDS);
    }
}
