package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands beside the template can be read, and agrees with it.
@Execution(ExecutionMode.CONCURRENT)
class DeploymentFilesTest {

    private static final String TOML =
            "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))";

    @Test
    void cfnLintFindsNothing() throws Exception {
        var result =
                InstalledTool.CFN_LINT.run(
                        Template.FOLDER, List.of("cfn-lint", Template.FILE.toString()));
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void theTemplateNamesNoAccountAndNoRegion() throws Exception {
        assertThat(Template.texts(Template.read().root()))
                .noneMatch(text -> text.matches("(?s).*\\b(\\d{12}|[a-z]{2}-[a-z]+-\\d)\\b.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod"})
    void everyStageSetsParametersThatTheTemplateHas(String stage) throws Exception {
        var deploy = samconfig().path(stage).at("/deploy/parameters");
        assertThat(samconfig().path(stage).at("/global/parameters/stack_name").asText())
                .isEqualTo("hopper-" + stage);
        var overrides = deploy.path("parameter_overrides").asText();
        assertThat(overrides).contains("Stage=" + stage, "DatabaseHost=");
        var parameters = Template.read().root().path("Parameters");
        assertThat(Pattern.compile("([A-Za-z]+)=").matcher(overrides).results())
                .allSatisfy(found -> assertThat(parameters.has(found.group(1))).isTrue());
    }

    @Test
    void withoutAStageItIsDev() throws Exception {
        assertThat(samconfig().at("/default/deploy")).isEqualTo(samconfig().at("/dev/deploy"));
        assertThat(samconfig().at("/default/global")).isEqualTo(samconfig().at("/dev/global"));
    }

    @Test
    void everyParameterIsExplained() throws Exception {
        var page = Files.readString(Template.FOLDER.resolve("docs/aws.md"));
        assertThat(Template.read().root().path("Parameters").properties())
                .allSatisfy(parameter -> assertThat(page).contains("`" + parameter.getKey() + "`"));
    }

    @Test
    void theContainersAreOfOneVersion() throws Exception {
        var services =
                Template.yaml(Template.FOLDER.resolve("docker-compose.yml")).path("services");
        assertThat(services.at("/localstack/image").asText())
                .isEqualTo("localstack/localstack:4.4.0");
        assertThat(services.at("/postgres/image").asText()).isEqualTo("postgres:18");
    }

    @Test
    void theWorkflowPinsItsActionsAndDeploysOnlyByHand() throws Exception {
        var workflow = Template.yaml(Template.FOLDER.resolve(".github/workflows/ci.yml"));
        var uses =
                Template.nodes(workflow)
                        .filter(node -> node.path("uses").isTextual())
                        .map(node -> node.path("uses").asText());
        assertThat(uses).isNotEmpty().allMatch(action -> action.matches("[a-z-]+/[a-z-]+@v\\d+"));
        var deploy = workflow.at("/jobs/deploy");
        assertThat(deploy.path("if").asText()).contains("workflow_dispatch");
        assertThat(Template.texts(deploy.path("steps")).filter(step -> step.contains("sam deploy")))
                .singleElement()
                .asString()
                .as("looks for samconfig.toml beside the template that it is given")
                .contains("--config-env")
                .doesNotContain("--template");
        assertThat(deploy.at("/permissions/id-token").asText()).isEqualTo("write");
        assertThat(workflow.path("permissions").properties())
                .as("what every other job may do")
                .singleElement()
                .hasToString("contents=\"read\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tick.json", "queue.json", "queue-poison.json", "local.json"})
    void theEventsAreJson(String name) throws Exception {
        var file = Template.FOLDER.resolve("events").resolve(name);
        assertThat(new ObjectMapper().readTree(file.toFile()).isObject()).isTrue();
    }

    private static JsonNode samconfig() throws Exception {
        return new ObjectMapper()
                .readTree(
                        InstalledTool.PYTHON_TOML.output(
                                Template.FOLDER, List.of("python3", "-c", TOML, "samconfig.toml")));
    }
}
