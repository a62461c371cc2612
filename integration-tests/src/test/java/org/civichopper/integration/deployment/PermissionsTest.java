package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.civichopper.aws.AwsAccess;
import org.civichopper.model.document.Kind;
import org.civichopper.uploader.UploadConfig;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Who may do what on AWS: what the code does, and nothing else.
class PermissionsTest {

    /// The package of what function, uploader and commands call AWS by.
    private static final String SHARED = "org/civichopper/aws/";

    /// What Lambda does with the function's role, and no code of ours.
    private static final Set<String> LAMBDA_ITSELF =
            Set.of(
                    "logs:CreateLogStream",
                    "logs:PutLogEvents",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:CreateNetworkInterface",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");

    /// Statements that may say `*` for a resource, and why.
    private static final Map<Set<String>, String> EVERY_RESOURCE =
            Map.of(
                    Set.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"),
                    "EC2 lets nobody narrow what is described");

    private static final String EXPAND =
            """
            import json, logging, sys
            logging.disable(logging.CRITICAL)
            from samtranslator.parser.parser import Parser
            from samtranslator.translator.translator import Translator
            from samtranslator.yaml_helper import yaml_parse
            template = yaml_parse(open(sys.argv[1], encoding="utf-8").read())
            template["Resources"]["ImporterFunction"]["Properties"]["CodeUri"] = "s3://bucket/code"
            print(json.dumps(Translator({}, Parser()).translate(template, {"DatabaseHost": "host"})))
            """;

    @Test
    void theFunctionMayDoWhatItsCodeDoes() throws Exception {
        var missing = new TreeSet<>(neededByFunction());
        missing.removeAll(grantedToFunction());
        assertThat(missing)
                .as("the function calls what no policy of ImporterRole in template.yaml grants")
                .isEmpty();
    }

    @Test
    void theFunctionMayDoNothingElse() throws Exception {
        var idle = new TreeSet<>(grantedToFunction());
        idle.removeAll(neededByFunction());
        idle.removeAll(LAMBDA_ITSELF);
        assertThat(idle)
                .as("granted to ImporterRole, and no code calls it: take it away")
                .isEmpty();
    }

    /// What nobody has looked up yet.
    private record Newcomer(S3Client s3) {

        Runnable look() {
            return s3::listBuckets;
        }
    }

    @Test
    void aCallThatNobodyLookedUpIsRefusedWithWhatToDo() throws Exception {
        var code =
                CompiledCode.ofModulesOf(PermissionsTest.class)
                        .where(name -> name.endsWith("PermissionsTest$Newcomer"));
        assertThatThrownBy(() -> AwsActions.neededBy(code))
                .hasMessageContaining("S3Client.listBuckets is called")
                .hasMessageContaining("add it to AwsActions.NEEDED");
    }

    @Test
    void aScraperMayDoWhatTheUploaderDoesAndNothingElse() throws Exception {
        var code =
                CompiledCode.ofModulesOf(UploadConfig.class, AwsAccess.class).withoutIdle(SHARED);
        assertThat(Template.allowed(Template.read().resource("ScraperPolicy")))
                .isEqualTo(AwsActions.neededBy(code));
    }

    @Test
    void aScraperPutsIntoNoFolderButItsOwn() throws Exception {
        var put =
                Template.statements(Template.read().resource("ScraperPolicy")).stream()
                        .filter(Template::allows)
                        .filter(one -> one.path("Action").asText().equals("s3:PutObject"))
                        .flatMap(one -> Template.texts(one.path("Resource")));
        assertThat(put).containsExactly("${Bucket.Arn}/${!aws:PrincipalTag/hopper-folder}/*");
    }

    @Test
    void theFunctionReadsAndRemovesEveryKindOfDocument() throws Exception {
        var move =
                Template.statements(Template.read().resource("ImporterRole")).stream()
                        .filter(Template::allows)
                        .filter(one ->
                                Template.texts(one.path("Action")).anyMatch("s3:GetObject"::equals))
                        .toList();
        assertThat(move).hasSize(1);
        assertThat(Template.texts(move.getFirst().path("Resource")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Kind.values())
                                .map(kind -> "${Bucket.Arn}/*/" + kind.word() + "_*")
                                .toList());
    }

    @Test
    void whatIsKeptIsNeverRemovedByTheFunction() throws Exception {
        var denied =
                Template.statements(Template.read().resource("ImporterRole")).stream()
                        .filter(one -> !Template.allows(one) && !one.has("Condition"))
                        .filter(one -> one.path("Action").asText().equals("s3:DeleteObject"))
                        .flatMap(one -> Template.texts(one.path("Resource")));
        assertThat(denied)
                .containsExactlyInAnyOrder("${Bucket.Arn}/archived/*", "${Bucket.Arn}/rejected/*");
    }

    @Test
    void everyPermissionNamesItsActionsAndResources() throws Exception {
        for (var statement : expandedStatements()) {
            var actions = Template.texts(statement.path("Action")).toList();
            assertThat(actions).as("actions of %s", statement).isNotEmpty();
            if (Template.allows(statement)) {
                assertThat(actions)
                        .as("actions of %s", statement)
                        .noneMatch(action -> action.contains("*"));
            }
            if (!statement.path("Action").asText().equals("sts:AssumeRole")) {
                assertResourcesAreNamed(statement, Set.copyOf(actions));
            }
        }
    }

    private static void assertResourcesAreNamed(JsonNode statement, Set<String> actions) {
        assertThat(statement.has("Resource")).as("%s names a resource", statement).isTrue();
        if (Template.allows(statement) && !EVERY_RESOURCE.containsKey(actions)) {
            assertThat(Template.texts(statement.path("Resource")))
                    .as("resources of %s", statement)
                    .isNotEmpty()
                    .doesNotContain("*");
        }
    }

    @Test
    void permissionsOnObjectsEndInAPrefix() throws Exception {
        var objects =
                expandedStatements().stream()
                        .filter(Template::allows)
                        .flatMap(statement -> Template.texts(statement.path("Resource")))
                        .filter(resource -> resource.startsWith("${Bucket.Arn}/"))
                        .toList();
        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(resource ->
                        assertThat(resource).matches("\\$\\{Bucket\\.Arn}/.*[a-z}][_/]\\*"));
    }

    @Test
    void theFunctionNeedsNoRightToTheTagsOfObjects() throws Exception {
        assertThat(grantedToFunction()).noneMatch(action -> action.endsWith("Tagging"));
    }

    /// SQS refuses a policy that speaks of another queue than the one that it is set on.
    @Test
    void everyQueueHasAPolicyThatSpeaksOfNoOther() throws Exception {
        var template = Template.read();
        var queues = new TreeSet<String>();
        template.resources("AWS::SQS::QueuePolicy")
                .map(Map.Entry::getValue)
                .forEach(policy -> {
                    assertThat(policy.path("Queues")).hasSize(1);
                    var queue = policy.at("/Queues/0/Ref").asText();
                    queues.add(queue);
                    assertThat(Template.statements(policy))
                            .isNotEmpty()
                            .allSatisfy(one ->
                                    assertThat(Template.texts(one.path("Resource")))
                                            .as("resource of the policy of %s", queue)
                                            .containsExactly(queue, "Arn"));
                });
        assertThat(queues)
                .containsExactlyInAnyOrderElementsOf(
                        template.resources("AWS::SQS::Queue").map(Map.Entry::getKey).toList());
    }

    /// SNS wants it, and so may others.
    @Test
    void everyStatementOfAPolicyOfResourcesHasAName() throws Exception {
        var template = Template.read();
        for (var type :
                List.of(
                        "AWS::SQS::QueuePolicy",
                        "AWS::SNS::TopicPolicy",
                        "AWS::S3::BucketPolicy")) {
            assertThat(template.resources(type).map(Map.Entry::getValue))
                    .isNotEmpty()
                    .allSatisfy(policy ->
                            assertThat(Template.statements(policy))
                                    .extracting(one -> one.path("Sid").asText())
                                    .doesNotContain("")
                                    .doesNotHaveDuplicates());
        }
    }

    @Test
    void noPolicyIsWrittenBySomebodyElse() throws Exception {
        assertThat(Template.texts(expanded()))
                .as("policies that AWS manages name every resource")
                .noneMatch(text -> text.contains(":iam::aws:policy"));
    }

    private static List<JsonNode> expandedStatements() throws Exception {
        var statements = Template.statements(expanded());
        assertThat(statements).hasSizeGreaterThan(15);
        return statements;
    }

    // With what SAM adds by itself.
    private static JsonNode expanded() throws Exception {
        return new ObjectMapper()
                .readTree(
                        InstalledTool.SAM_TRANSLATOR.output(
                                Template.FOLDER,
                                List.of("python3", "-c", EXPAND, Template.FILE.toString())));
    }

    private static Set<String> grantedToFunction() throws Exception {
        var template = Template.read();
        return Template.allowed(
                template.resource("ImporterRole").path("Policies"), template.resource("Settings"));
    }

    private static Set<String> neededByFunction() throws Exception {
        return AwsActions.neededBy(CompiledCode.ofFunction().withoutIdle(SHARED));
    }
}
