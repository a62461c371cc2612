package org.civichopper.cli.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// JSON as the scrapers' Python writes it: on one line, a blank after each comma and colon.
final class ScraperJson {

    private static final ObjectWriter WRITER = new JsonMapper().writer(new Blanks());

    private ScraperJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(List<String> texts) {
        var array = array();
        texts.forEach(array::add);
        return array;
    }

    /// One page on the web, as versions, documents and media list them.
    static ArrayNode link(String url, String mediaType) {
        var links = array();
        links.addObject().put("url", url).put("media_type", mediaType);
        return links;
    }

    /// The `sources` of a document.
    static ArrayNode source(String url) {
        var sources = array();
        sources.addObject().put("url", url).put("note", "");
        return sources;
    }

    static String write(JsonNode json) {
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree in memory has nothing that can fail
        }
    }

    private static final class Blanks extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }
    }
}
