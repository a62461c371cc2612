package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real jurisdiction with its chambers, from `legislatures.csv`. Only what sits in it is made up.
record Legislature(
        String abbreviation,
        String jurisdiction,
        String id,
        String divisionId,
        String classification,
        String url,
        String name,
        List<Chamber> chambers) {

    /// @param jurisdiction its id or its abbreviation
    /// @throws IllegalArgumentException if none is called so
    static Legislature of(String jurisdiction) {
        return all().stream()
                .filter(each ->
                        each.id.equals(jurisdiction) || each.abbreviation.equals(jurisdiction))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "jurisdiction: expected one of "
                                        + String.join(", ", abbreviations())
                                        + ", found \""
                                        + jurisdiction
                                        + "\""));
    }

    private static List<String> abbreviations() {
        return all().stream().map(Legislature::abbreviation).sorted().toList();
    }

    /// Where a bill goes when this chamber has passed it.
    Optional<Chamber> after(Chamber chamber) {
        return chambers.stream().filter(each -> !each.equals(chamber)).findFirst();
    }

    /// The `jurisdiction` of a bill or an event.
    ObjectNode reference() {
        return ScraperJson.object()
                .put("id", id)
                .put("name", jurisdiction)
                .put("classification", classification)
                .put("division_id", divisionId);
    }

    /// An address below which every link of the sample lies; `.example` belongs to nobody.
    String site() {
        return "https://legislature.example/" + abbreviation + "/" + Session.IDENTIFIER;
    }

    private static List<Legislature> all() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Legislature.class.getResourceAsStream("legislatures.csv"),
                                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(Legislature::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Legislature parse(String line) {
        var cells = line.split(",");
        var chambers = Stream.of(cells[7].split("\\|")).map(Legislature::parseChamber).toList();
        return new Legislature(
                cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], chambers);
    }

    private static Chamber parseChamber(String cell) {
        var parts = Arrays.asList(cell.split(":"));
        return new Chamber(parts.get(0), parts.get(1), Integer.parseInt(parts.get(2)));
    }
}
