package org.civichopper.model.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The fields whose values come from a list or have to be dates. They stand in
/// `expected-values.csv`; a value that is not as expected is a warning, never a rejection.
final class ExpectedValues {

    private static final String FILE = "expected-values.csv";
    private static final String YEAR_MONTH_DAY = "[0-9]{4}(-[0-9]{2}){0,2}";
    private static final Pattern FULL_DATE = Pattern.compile(YEAR_MONTH_DAY);
    private static final Pattern DATE = Pattern.compile("([0-9]{4})?(-[0-9]{2}){0,2}");
    private static final Pattern TIME =
            Pattern.compile(
                    "("
                            + YEAR_MONTH_DAY
                            + "|[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))?");
    private static final Map<Kind, List<Expectation>> BY_KIND = read();

    /// @param path its fields from the top; `[]` for every element of an array
    private record Expectation(
            List<String> path, Quality quality, String expected, Predicate<String> holds) {

        void check(JsonNode node, int depth, String place, List<Warning> warnings) {
            if (depth == path.size()) {
                if (node.isTextual() && !holds.test(node.textValue())) {
                    var found = new Value(place, node).toString();
                    warnings.add(new Warning(quality, place, expected, found));
                }
            } else if (path.get(depth).equals("[]")) {
                for (int i = 0; i < node.size(); i++) {
                    check(node.path(i), depth + 1, place + "[" + i + "]", warnings);
                }
            } else {
                var name = path.get(depth);
                check(
                        node.path(name),
                        depth + 1,
                        place.isEmpty() ? name : place + "." + name,
                        warnings);
            }
        }
    }

    private ExpectedValues() {}

    /// Where a document is not as expected.
    static List<Warning> warnings(Kind kind, JsonNode document) {
        var warnings = new ArrayList<Warning>();
        BY_KIND.get(kind).forEach(each -> each.check(document, 0, "", warnings));
        return warnings;
    }

    private static Map<Kind, List<Expectation>> read() {
        var byKind = new EnumMap<Kind, List<Expectation>>(Kind.class);
        try (var file = ExpectedValues.class.getResourceAsStream(FILE);
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 4)) // kind, path, what, values
                    .forEach(field ->
                            byKind.computeIfAbsent(
                                            Kind.ofWord(field[0]).orElseThrow(),
                                            _ -> new ArrayList<>())
                                    .add(expectation(path(field[1]), field[2], field[3])));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        return byKind;
    }

    private static List<String> path(String written) {
        return Arrays.asList(written.replace("[]", ".[]").split("\\."));
    }

    private static Expectation expectation(List<String> path, String what, String values) {
        return switch (what) {
            case "list" -> list(path, new LinkedHashSet<>(List.of(values.split("\\|", -1))));
            case "full date" -> date(path, "YYYY, YYYY-MM or YYYY-MM-DD", FULL_DATE);
            case "date" -> date(path, "YYYY-MM-DD or nothing", DATE);
            case "time" -> date(path, "YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+hh:mm", TIME);
            default -> throw new IllegalStateException(FILE + ": unknown: " + what);
        };
    }

    private static Expectation list(List<String> path, Set<String> values) {
        return new Expectation(
                path,
                Quality.VALUE_OUTSIDE_LIST,
                "one of " + String.join(", ", values.stream().filter(v -> !v.isEmpty()).toList()),
                values::contains);
    }

    private static Expectation date(List<String> path, String expected, Pattern pattern) {
        return new Expectation(path, Quality.MALFORMED_DATE, expected, pattern.asMatchPredicate());
    }
}
