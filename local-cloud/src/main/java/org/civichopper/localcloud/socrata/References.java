package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What real requests refer to: their types, the offices that own them, where they come from, and
/// the neighborhood councils.
record References(List<Type> types, List<String> sources, List<Council> councils) {

    /// @param owner the office's code, empty for a type that belongs to none
    record Type(String name, String owner) {}

    record Council(String code, String name, double latitude, double longitude) {}

    static References read() {
        Map<String, String> owners =
                lines("agencies.csv").stream()
                        .collect(Collectors.toMap(agency -> agency[0], agency -> agency[4]));
        return new References(
                lines("request_types.csv").stream()
                        .map(type -> new Type(type[5], owners.getOrDefault(type[2], "")))
                        .toList(),
                lines("sources.csv").stream().map(source -> source[2]).toList(),
                lines("councils.csv").stream()
                        .filter(council -> !council[7].equals("0")) // no council
                        .map(References::council)
                        .toList());
    }

    private static Council council(String[] fields) {
        return new Council(
                fields[7],
                fields[1].toUpperCase(Locale.ROOT) + " NC",
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]));
    }

    // None of the four has a field in quotes.
    private static List<String[]> lines(String file) {
        try (var in = Objects.requireNonNull(References.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
