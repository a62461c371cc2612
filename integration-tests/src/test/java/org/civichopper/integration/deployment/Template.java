package org.civichopper.integration.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// `template.yaml` and its like as trees: `!Ref X` is `{"Ref": "X"}`, `!Sub x` is `{"Fn::Sub":
/// "x"}`, as CloudFormation reads them.
record Template(JsonNode root) {

    static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();
    static final Path FILE = FOLDER.resolve("template.yaml");
    private static final Set<String> WITHOUT_PREFIX = Set.of("Ref", "Condition");

    static Template read() throws IOException {
        return new Template(yaml(FILE));
    }

    /// A file that must be sound YAML, without a key twice.
    static JsonNode yaml(Path file) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object content = new Yaml(new Tags(options)).load(Files.readString(file));
        return new ObjectMapper().valueToTree(content);
    }

    JsonNode resource(String name) {
        return root.path("Resources").path(name).path("Properties");
    }

    /// The properties of all resources of a type, by name.
    Stream<Map.Entry<String, JsonNode>> resources(String type) {
        return root.path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .map(resource ->
                        Map.entry(resource.getKey(), resource.getValue().path("Properties")));
    }

    /// Every node of a tree, the tree itself first.
    static Stream<JsonNode> nodes(JsonNode tree) {
        return Stream.concat(Stream.of(tree), tree.valueStream().flatMap(Template::nodes));
    }

    /// The statements of all policies below.
    static List<JsonNode> statements(JsonNode tree) {
        return nodes(tree)
                .filter(node -> node.path("Effect").isTextual() && !node.has("Type"))
                .toList();
    }

    /// The actions that statements below allow.
    static Set<String> allowed(JsonNode... trees) {
        var actions = new TreeSet<String>();
        Stream.of(trees)
                .flatMap(tree -> statements(tree).stream())
                .filter(Template::allows)
                .flatMap(statement -> texts(statement.path("Action")))
                .forEach(actions::add);
        return actions;
    }

    static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    /// One text or a list of them.
    static Stream<String> texts(JsonNode node) {
        return nodes(node).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /// The names of parameters that something depends on, by whatever way.
    Set<String> parametersOf(JsonNode tree) {
        var names = new TreeSet<String>();
        collect(tree, names, root.path("Parameters")::has);
        return names;
    }

    private void collect(JsonNode tree, Set<String> names, Predicate<String> isParameter) {
        nodes(tree)
                .forEach(node -> {
                    if (node.has("Ref")) {
                        names.add(node.path("Ref").asText());
                    }
                    if (node.has("Fn::Sub")) {
                        Pattern.compile("\\$\\{([A-Za-z0-9]+)}")
                                .matcher(
                                        node.path("Fn::Sub")
                                                .path(0)
                                                .asText(node.path("Fn::Sub").asText()))
                                .results()
                                .forEach(found -> names.add(found.group(1)));
                    }
                    if (node.has("Fn::If")) {
                        var condition = node.path("Fn::If").path(0).asText();
                        collect(root.path("Conditions").path(condition), names, isParameter);
                    }
                });
        names.removeIf(isParameter.negate());
    }

    private static final class Tags extends SafeConstructor {

        Tags(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put(
                    "!",
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return function(node);
                        }
                    });
        }

        private Map<String, Object> function(Node node) {
            var name = node.getTag().getValue().substring(1);
            Object value =
                    switch (node) {
                        case ScalarNode scalar -> constructScalar(scalar);
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalArgumentException("!" + name);
                    };
            if (name.equals("GetAtt") && value instanceof String path) {
                value = List.of(path.split("\\.", 2));
            }
            return Map.of(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name, value);
        }
    }
}
