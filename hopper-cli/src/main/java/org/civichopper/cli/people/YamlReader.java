package org.civichopper.cli.people;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import org.civichopper.model.InvalidInputException;
import org.yaml.snakeyaml.LoaderOptions;

/// Bytes to a tree: bounded in size and depth, and without aliases, with which a few lines can mean
/// gigabytes. May be used by many threads.
final class YamlReader {

    static final int LARGEST = 1 << 20;
    private static final int DEPTH = 20;
    private static final String FREE_FORM = "extras";

    private final YAMLMapper mapper;

    YamlReader() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEPTH);
        var constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxDocumentLength(LARGEST)
                        .maxStringLength(LARGEST)
                        .build();
        mapper =
                new YAMLMapper(
                        YAMLFactory.builder()
                                .loaderOptions(options)
                                .streamReadConstraints(constraints)
                                .build());
    }

    /// A tree whose scalars are texts, as our files mean them, even where YAML sees a number: a
    /// district is `'5'` or `5`. Only what is free in form keeps its types. Nothing behind a colon
    /// is null.
    ///
    /// @throws InvalidInputException for what is no YAML, or too much of it
    JsonNode read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new InvalidInputException("file", "at most " + LARGEST + " bytes", "more");
        }
        try (var parser = new PlainYaml(mapper.getFactory().createParser(bytes))) {
            JsonNode root = mapper.readTree(parser);
            if (parser.nextToken() != null) {
                throw new InvalidInputException("file", "one YAML document", "several");
            }
            return root == null ? MissingNode.getInstance() : withTexts(root);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("file", "YAML within the limits", described(e));
        } catch (IOException e) { // bytes that are not UTF-8
            throw new InvalidInputException("file", "YAML in UTF-8", e.getMessage());
        }
    }

    private static String described(JsonProcessingException e) {
        var problem = e.getOriginalMessage().lines().findFirst().orElse("");
        var at = e.getLocation();
        return at == null
                ? problem
                : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + problem;
    }

    private static JsonNode withTexts(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                for (var field : object.properties()) {
                    if (!field.getKey().equals(FREE_FORM)) {
                        field.setValue(withTexts(field.getValue()));
                    }
                }
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, withTexts(array.get(i)));
                }
                yield array;
            }
            case TextNode text -> TextNode.valueOf(text.textValue().strip());
            default -> node.isNumber() ? TextNode.valueOf(node.asText()) : node;
        };
    }

    /// Refuses aliases, which the parser below would hand on as the text of their name, and takes
    /// nothing at all for null, as YAML does, where the parser below would see an empty text.
    private static final class PlainYaml extends JsonParserDelegate {

        PlainYaml(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var token = super.nextToken();
            if (delegate instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw new JsonParseException(this, "an alias, expected none");
            }
            return token == JsonToken.VALUE_STRING && isNothing() ? JsonToken.VALUE_NULL : token;
        }

        // Quotes would take two characters.
        private boolean isNothing() {
            return currentTokenLocation().getCharOffset() == currentLocation().getCharOffset();
        }
    }
}
