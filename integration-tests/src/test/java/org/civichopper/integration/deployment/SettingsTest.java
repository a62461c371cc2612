package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.ImporterFunction;
import org.junit.jupiter.api.Test;

/// What the template tells the function is what the function asks for.
class SettingsTest {

    /// With what conditions of the template decide differently.
    private static final List<Map<String, String>> CONTEXTS =
            List.of(
                    Map.of("DatabaseHost", "db", "DatabaseSecretArn", "arn"),
                    Map.of("DatabaseHost", "db", "DatabaseIam", "on", "Notify", "on"),
                    Map.of("DatabaseHost", "db", "SubnetIds", "subnet-1", "AlarmTopic", "topic"),
                    Map.of(
                            "DatabaseHost", "db",
                            "Notify", "on",
                            "AlarmTopic", "topic",
                            "DatabaseCertificates", "/ca"));

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
        var env = new HashMap<String, String>();
        Deployment.of(Template.read(), Map.of("DatabaseHost", "host", "DatabaseIam", "on"))
                .function()
                .at("/Environment/Variables")
                .properties()
                .forEach(variable -> env.put(variable.getKey(), variable.getValue().asText()));
        env.put("S3_REALTIME_BASE", "s3://bucket");
        env.put("SQS_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/work");
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

    /// Lambda makes no version of a function that did not change, and CloudFormation takes that for
    /// a failure.
    @Test
    void whatChangesTheFunctionChangesItsDescriptionAndNothingElseDoes() throws Exception {
        var template = Template.read();
        for (var context : CONTEXTS) {
            var before = Deployment.of(template, context);
            for (var parameter : template.root().path("Parameters").properties()) {
                var after =
                        Deployment.of(
                                template, other(context, parameter.getKey(), parameter.getValue()));
                assertThat(!before.description().equals(after.description()))
                        .as("%s changes the description, with %s", parameter.getKey(), context)
                        .isEqualTo(!before.function().equals(after.function()));
            }
        }
    }

    private static Map<String, String> other(
            Map<String, String> context, String name, JsonNode parameter) {
        var values = new TreeMap<>(context);
        var now = context.getOrDefault(name, parameter.path("Default").asText());
        values.put(
                name,
                parameter.has("AllowedValues")
                        ? Template.texts(parameter.path("AllowedValues"))
                                .filter(value -> !value.equals(now))
                                .findFirst()
                                .orElse("7")
                        : now + "7");
        return values;
    }

    @Test
    void theDatabaseIsAskedForItsCertificateWhereSomebodySaysWhomToTrust() throws Exception {
        var trusting =
                Map.of(
                        "DatabaseHost", "db.example.org",
                        "DatabaseIam", "on",
                        "DatabaseSslMode", "verify-full",
                        "DatabaseCertificates", "/var/task/certificates/rds.pem");
        var url =
                Deployment.of(Template.read(), trusting)
                        .function()
                        .at("/Environment/Variables/DATABASE_URL")
                        .asText();
        assertThat(DatabaseUrl.parse(url).options())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/var/task/certificates/rds.pem");
        assertThat(
                        Deployment.of(Template.read(), Map.of("DatabaseHost", "db"))
                                .function()
                                .at("/Environment/Variables/DATABASE_URL")
                                .asText())
                .isEqualTo("postgresql://db:5432/openstates?sslmode=require");
        assertThat(Files.readString(Template.FOLDER.resolve("Makefile"))).contains("certificates");
    }

    @Test
    void peopleAreSentToTheConsoleOfTheirPartition() throws Exception {
        var output = Template.read().root().at("/Outputs/Dashboard/Value/Fn::Sub/0").asText();
        assertThat(output).startsWith("https://${AWS::Region}.${Console}/cloudwatch/home?region=");
        assertThat(Template.read().root().at("/Mappings/Partitions/aws/Console").asText())
                .isEqualTo("console.aws.amazon.com");
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

    // What begins with AWS_ Lambda sets itself; Powertools reads its own.
    private static Set<String> variablesOfFunction() throws Exception {
        var names = textsOfFunction();
        names.add("POWERTOOLS_SERVICE_NAME");
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
