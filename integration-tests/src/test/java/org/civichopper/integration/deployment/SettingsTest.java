package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.civichopper.importer.function.ImporterFunction;
import org.junit.jupiter.api.Test;

/// What the template tells the function is what the function asks for.
class SettingsTest {

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

    @Test
    void theTemplateSetsEveryVariableThatTheFunctionKnows() throws Exception {
        var unset = new TreeSet<>(variablesOfFunction());
        unset.removeAll(variablesOfTemplate());
        assertThat(unset)
                .as(
                        "known to the function or to aws-access, not in the Environment of template.yaml")
                .isEmpty();
    }

    @Test
    void theTemplateSetsNoVariableThatTheFunctionDoesNotKnow() throws Exception {
        var unknown = new TreeSet<>(variablesOfTemplate());
        unknown.removeAll(variablesOfFunction());
        assertThat(unknown)
                .as(
                        "in the Environment of template.yaml, not known to the function or to aws-access")
                .isEmpty();
    }

    @Test
    void theFunctionAcceptsWhatTheTemplateSetsByDefault() throws Exception {
        var template = Template.read();
        var env = new HashMap<String, String>();
        for (var variable : variables(template).properties()) {
            var value = variable.getValue();
            env.put(
                    variable.getKey(),
                    value.has("Ref")
                            ? template.root()
                                    .at("/Parameters/" + value.path("Ref").asText() + "/Default")
                                    .asText()
                            : value.asText());
        }
        env.put("S3_REALTIME_BASE", "s3://bucket");
        env.put("SQS_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/work");
        env.put("DATABASE_URL", "postgresql://hopper@host:5432/openstates?sslmode=require");
        env.put("AWS_REGION", "us-east-1");
        assertThatCode(() -> new ImporterFunction(env).close()).doesNotThrowAnyException();
    }

    @Test
    void aParameterThatTheFunctionDependsOnMakesANewVersion() throws Exception {
        var template = Template.read();
        var function = template.resource("ImporterFunction");
        var versioned = new TreeSet<String>();
        for (var property :
                List.of("Environment", "SnapStart", "VpcConfig", "MemorySize", "Timeout")) {
            versioned.addAll(template.parametersOf(function.path(property)));
        }
        assertThat(template.parametersOf(template.resource("Settings").path("Description")))
                .as(
                        "parameters in the description of Settings: each of them, and no other, makes a version")
                .isEqualTo(versioned);
        assertThat(function.path("VersionDescription").path("Ref").asText()).isEqualTo("Settings");
    }

    @Test
    void theHandlerIsThere() throws Exception {
        var handler = Template.read().resource("ImporterFunction").path("Handler").asText();
        assertThat(handler).isEqualTo(ImporterFunction.class.getName() + "::handleRequest");
    }

    @Test
    void theFunctionAnswersMessagesAsTheQueueIsToldToExpect() throws Exception {
        var messages = Template.read().resource("ImporterFunction").at("/Events/Messages");
        assertThat(Template.texts(messages.at("/Properties/FunctionResponseTypes")))
                .containsExactly("ReportBatchItemFailures");
        var code = CompiledCode.ofFunction();
        assertThat(
                        code.texts().contains("batchItemFailures")
                                || code.calls().stream()
                                        .anyMatch(
                                                call -> call.owner().endsWith("/SQSBatchResponse")))
                .as(
                        "with Trigger=Queue every message that is not in batchItemFailures is deleted,"
                                + " so the function has to answer with them")
                .isTrue();
    }

    @Test
    void theMakefileBuildsTheFunctionByItsName() throws Exception {
        assertThat(Template.read().root().at("/Resources/ImporterFunction/Metadata/BuildMethod"))
                .hasToString("\"makefile\"");
        assertThat(Files.readString(Template.FOLDER.resolve("Makefile")))
                .contains("\nbuild-ImporterFunction:\n")
                .contains("$(ARTIFACTS_DIR)");
    }

    @Test
    void theExampleForALocalInvocationSetsOnlyWhatTheTemplateDeclares() throws Exception {
        var local =
                new ObjectMapper()
                        .readTree(Template.FOLDER.resolve("events/local.json").toFile())
                        .path("ImporterFunction");
        assertThat(variablesOfTemplate())
                .as("sam local passes on no other variable")
                .containsAll(() -> local.fieldNames());
    }

    @Test
    void theExampleForLocalStackSetsOnlyWhatTheFunctionKnows() throws Exception {
        var names =
                Files.readAllLines(Template.FOLDER.resolve("events/localstack.env")).stream()
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .toList();
        assertThat(textsOfFunction()).containsAll(names);
    }

    private static JsonNode variables(Template template) {
        return template.resource("ImporterFunction").at("/Environment/Variables");
    }

    private static Set<String> variablesOfTemplate() throws Exception {
        var names = new TreeSet<String>();
        variables(Template.read()).fieldNames().forEachRemaining(names::add);
        return names;
    }

    // What begins with AWS_ Lambda sets itself.
    private static Set<String> variablesOfFunction() throws Exception {
        var names = textsOfFunction();
        names.removeIf(name -> name.startsWith("AWS_"));
        return names;
    }

    private static Set<String> textsOfFunction() throws Exception {
        var names =
                CompiledCode.ofFunction()
                        .where(name ->
                                name.startsWith("org/civichopper/importer/function/")
                                        || name.startsWith("org/civichopper/aws/"))
                        .texts();
        names.removeIf(name -> !VARIABLE.matcher(name).matches());
        return names;
    }
}
