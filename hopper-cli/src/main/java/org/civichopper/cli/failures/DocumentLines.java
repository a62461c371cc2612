package org.civichopper.cli.failures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A document as lines of indented JSON, with the lines of a place in it.
public final class DocumentLines {

    /// @param from the first line of the place, counted from 0; -1 where it is nowhere
    /// @param to the last of it
    public record Marked(List<String> lines, int from, int to) {

        public boolean isMarked(int line) {
            return line >= from && line <= to;
        }
    }

    private record Span(int from, int to) {}

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Span> places = new HashMap<>();

    private DocumentLines() {}

    /// @param place for example `actions[3].date`; where it is missing, what is around it begins
    ///   the mark
    public static Marked of(JsonNode document, String place) {
        var writing = new DocumentLines();
        writing.write(document, "", "", "", "");
        var exact = writing.places.get(place);
        if (exact != null) {
            return new Marked(writing.lines, exact.from(), exact.to());
        }
        for (var around = around(place); !around.isEmpty(); around = around(around)) {
            var span = writing.places.get(around);
            if (span != null) {
                return new Marked(writing.lines, span.from(), span.from());
            }
        }
        return new Marked(writing.lines, -1, -1);
    }

    private static String around(String place) {
        return place.substring(
                0, Math.max(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['))));
    }

    private void write(JsonNode node, String place, String indent, String name, String end) {
        var from = lines.size();
        if (node.isContainerNode() && !node.isEmpty()) {
            var object = node.isObject();
            lines.add(indent + name + (object ? "{" : "["));
            var left = node.size();
            if (object) {
                for (var field : node.properties()) {
                    write(
                            field.getValue(),
                            place.isEmpty() ? field.getKey() : place + "." + field.getKey(),
                            indent + "  ",
                            text(field.getKey()) + ": ",
                            --left == 0 ? "" : ",");
                }
            } else {
                for (var element : node) {
                    var number = node.size() - left;
                    write(
                            element,
                            place + "[" + number + "]",
                            indent + "  ",
                            "",
                            --left == 0 ? "" : ",");
                }
            }
            lines.add(indent + (object ? "}" : "]") + end);
        } else {
            lines.add(indent + name + node + end);
        }
        places.put(place, new Span(from, lines.size() - 1));
    }

    private static String text(String name) {
        return TextNode.valueOf(name).toString();
    }
}
