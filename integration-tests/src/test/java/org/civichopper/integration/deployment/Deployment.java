package org.civichopper.integration.deployment;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What CloudFormation makes of the template's function with some parameters: what Lambda compares
/// with the version before, and the description that makes a new one.
record Deployment(JsonNode function, JsonNode description) {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");
    private static final List<String> COMPARED =
            List.of("Environment", "SnapStart", "VpcConfig", "MemorySize", "Timeout");

    static Deployment of(Template template, Map<String, String> parameters) {
        var values = new HashMap<String, String>();
        template.root()
                .path("Parameters")
                .properties()
                .forEach(parameter ->
                        values.put(
                                parameter.getKey(), parameter.getValue().path("Default").asText()));
        values.putAll(parameters);
        var evaluation = new Evaluation(template, values);
        var compared = JsonNodeFactory.instance.objectNode();
        var function = template.resource("ImporterFunction");
        COMPARED.forEach(name -> compared.set(name, evaluation.of(function.path(name))));
        return new Deployment(
                compared, evaluation.of(template.resource("Settings").path("Description")));
    }

    private record Evaluation(Template template, Map<String, String> values) {

        JsonNode of(JsonNode node) {
            if (node.isArray()) {
                var list = JsonNodeFactory.instance.arrayNode();
                node.forEach(element -> list.add(of(element)));
                return list;
            }
            if (!node.isObject()) {
                return node;
            }
            if (node.size() == 1) {
                var only = node.properties().iterator().next();
                var argument = only.getValue();
                switch (only.getKey()) {
                    case "Ref" -> {
                        return TextNode.valueOf(value(argument.asText()));
                    }
                    case "Fn::GetAtt" -> {
                        return TextNode.valueOf(argument.toString());
                    }
                    case "Fn::Sub" -> {
                        return TextNode.valueOf(substituted(argument));
                    }
                    case "Fn::Join" -> {
                        return TextNode.valueOf(joined(argument));
                    }
                    case "Fn::If" -> {
                        return of(argument.path(holds(argument.path(0).asText()) ? 1 : 2));
                    }
                    default -> {}
                }
            }
            return each((ObjectNode) node);
        }

        private JsonNode each(ObjectNode node) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), of(field.getValue())));
            return object;
        }

        // What is no parameter is the same in every deployment.
        private String value(String name) {
            return values.getOrDefault(name, "<" + name + ">");
        }

        private String substituted(JsonNode argument) {
            var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
            var own = new HashMap<String, String>();
            argument.path(1)
                    .properties()
                    .forEach(field -> own.put(field.getKey(), of(field.getValue()).asText()));
            return NAME.matcher(text)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(
                                    own.getOrDefault(found.group(1), value(found.group(1)))));
        }

        private String joined(JsonNode argument) {
            var parts = of(argument.path(1));
            return parts.isArray()
                    ? parts.valueStream()
                            .map(JsonNode::asText)
                            .collect(joining(argument.path(0).asText()))
                    : parts.asText();
        }

        private boolean holds(String condition) {
            return holds(template.root().path("Conditions").path(condition));
        }

        private boolean holds(JsonNode condition) {
            var only = condition.properties().iterator().next();
            var argument = only.getValue();
            return switch (only.getKey()) {
                case "Fn::Equals" ->
                        of(argument.path(0)).asText().equals(of(argument.path(1)).asText());
                case "Fn::Not" -> !holds(argument.path(0));
                case "Fn::And" -> argument.valueStream().allMatch(this::holds);
                case "Fn::Or" -> argument.valueStream().anyMatch(this::holds);
                case "Condition" -> holds(argument.asText());
                default -> throw new IllegalArgumentException("condition " + only.getKey());
            };
        }
    }
}
