package org.civichopper.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What one benchmark found, for people and for machines.
record Report(Benchmark benchmark, List<Figure> figures) {

    static final String MARKDOWN_HEADER =
            """
            | name | figure | ours | limit | ratio | target | met |
            |---|---|---:|---:|---:|---|---|\
            """;

    String text() {
        return lines("%-14s %-52s %16s %16s %8s  %-22s %s");
    }

    String markdown() {
        return lines("| %s | %s | %s | %s | %s | %s | %s |");
    }

    private String lines(String layout) {
        return figures.stream()
                .map(figure ->
                        layout.formatted(
                                benchmark.name(),
                                figure.what(),
                                figure.ours(),
                                limit(figure),
                                ratio(figure),
                                figure.target().text(),
                                met(figure)))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    List<ObjectNode> json() {
        return figures.stream().map(this::json).toList();
    }

    private ObjectNode json(Figure figure) {
        var json = new JsonMapper().createObjectNode();
        json.put("name", benchmark.name()).put("figure", figure.what());
        json.put("ours", figure.ours().value()).put("unit", figure.ours().unit());
        figure.limit().ifPresent(limit -> json.put("limit", limit.value()));
        figure.ratio().ifPresent(ratio -> json.put("ratio", ratio));
        json.put("target", figure.target().text());
        figure.isMet().ifPresent(met -> json.put("met", met));
        return json;
    }

    private static String limit(Figure figure) {
        return figure.limit().map(Amount::toString).orElse("");
    }

    private static String ratio(Figure figure) {
        return figure.ratio().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).orElse("");
    }

    private static String met(Figure figure) {
        return figure.isMet().map(met -> met ? "yes" : "no").orElse("");
    }
}
