package org.civichopper.bulk.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Documents that are sent in one call, as the lines that `_bulk` wants: an action, a document, and
/// so on. Is used again and again.
final class Bulk {

    /// A bulk with more than so many bytes is sent.
    static final int FULL = 6 << 20;

    private static final JsonFactory JSON =
            new JsonFactoryBuilder()
                    .rootValueSeparator("\n")
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build();

    private static final JsonMapper READER = new JsonMapper();

    /// Writes the fields of a document.
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    // Shows its bytes: a copy of megabytes for each call would be for nothing.
    private static final class Lines extends ByteArrayOutputStream {

        private Lines(int size) {
            super(size);
        }

        private byte[] bytes() {
            return buf;
        }
    }

    private final Lines lines = new Lines(1 << 16);
    private JsonGenerator json;
    private int documents;

    Bulk() {
        json = generator();
    }

    private JsonGenerator generator() {
        try {
            return JSON.createGenerator(lines);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes it", e);
        }
    }

    void add(String id, Fields fields) {
        try {
            json.writeStartObject();
            json.writeObjectFieldStart("index");
            json.writeStringField("_id", id);
            json.writeEndObject();
            json.writeEndObject();
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            documents++;
        } catch (IOException e) {
            throw new IllegalStateException("memory takes it", e);
        }
    }

    int documents() {
        return documents;
    }

    boolean isFull() {
        return lines.size() + json.getOutputBuffered() >= FULL;
    }

    /// Ends the last line. Nothing can be added until it is cleared.
    void end() {
        try {
            json.close();
            lines.write('\n');
        } catch (IOException e) {
            throw new IllegalStateException("memory takes it", e);
        }
    }

    void clear() {
        lines.reset();
        json = generator();
        documents = 0;
    }

    byte[] bytes() {
        return lines.bytes();
    }

    int length() {
        return lines.size();
    }

    /// A document as it is sent.
    record Line(String id, String document) {}

    /// Some of the documents.
    ///
    /// @param which by their places, from 0, sorted
    List<Line> lines(List<Integer> which) {
        var found = new ArrayList<Line>();
        each(
                which,
                (action, document, end) ->
                        found.add(new Line(id(text(action, document)), text(document, end))));
        return found;
    }

    private String text(int from, int to) {
        return new String(bytes(), from, to - from - 1, StandardCharsets.UTF_8);
    }

    private static String id(String action) {
        try {
            return READER.readTree(action).path("index").path("_id").asText();
        } catch (IOException e) {
            throw new IllegalStateException("we wrote it", e);
        }
    }

    /// Leaves only these documents.
    ///
    /// @param which by their places, from 0, sorted
    void keep(List<Integer> which) {
        var kept = new Lines(1 << 12);
        each(which, (action, document, end) -> kept.write(bytes(), action, end - action));
        lines.reset();
        lines.write(kept.bytes(), 0, kept.size());
        documents = which.size();
    }

    @FunctionalInterface
    private interface Place {
        void at(int action, int document, int end);
    }

    // A line end within a document is escaped, so each line that begins is what it should be.
    private void each(List<Integer> which, Place place) {
        var wanted = which.iterator();
        var next = wanted.hasNext() ? wanted.next() : -1;
        var from = 0;
        for (var number = 0; number < documents && next >= 0; number++) {
            var document = lineEnd(from);
            var end = lineEnd(document);
            if (number == next) {
                place.at(from, document, end);
                next = wanted.hasNext() ? wanted.next() : -1;
            }
            from = end;
        }
    }

    private int lineEnd(int from) {
        var at = from;
        while (bytes()[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
