package org.civichopper.integration.deployment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.civichopper.cli.HopperCommand;
import org.junit.jupiter.api.Test;

/// Alarms look at what is measured, and say what to do.
class AlarmsTest {

    private static final Pattern SECTION = Pattern.compile("docs/runbook\\.md#([a-z-]+)");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern METRIC = Pattern.compile("MetricName=\\\\?\"([A-Za-z]+)");

    @Test
    void everyMetricOfOursThatIsWatchedIsMeasured() throws Exception {
        var unmeasured = new TreeSet<>(watched());
        unmeasured.removeAll(CompiledCode.ofFunction().texts());
        assertThat(unmeasured)
                .as(
                        "metrics that an alarm or the dashboard looks at, and no text of the function is")
                .isEmpty();
    }

    @Test
    void metricsOfOursAreOnlyWatchedByFunction() throws Exception {
        for (var metric : metricsOfAlarms(Template.read())) {
            if (metric.path("Namespace").asText().equals("Hopper")) {
                assertThat(metric.at("/Dimensions").size()).isEqualTo(1);
                assertThat(metric.at("/Dimensions/0/Name").asText()).isEqualTo("Function");
                assertThat(metric.at("/Dimensions/0/Value"))
                        .isEqualTo(
                                Template.read().resource("ImporterFunction").path("FunctionName"));
            }
        }
    }

    @Test
    void everyAlarmLinksTheSectionThatIsNamedLikeIt() throws Exception {
        sectionsByAlarm()
                .forEach((name, section) ->
                        assertThat(name).isEqualTo("${AWS::StackName}-" + section));
    }

    @Test
    void everySectionOfTheRunbookBelongsToAnAlarmOrToWhatCommandsFind() throws Exception {
        var expected = new TreeSet<>(sectionsByAlarm().values());
        assertThat(expected).isNotEmpty();
        expected.add("doctor");
        expected.add("retire");
        expected.add("loads");
        expected.add("after-a-restore-of-an-older-backup");
        assertThat(sectionsOfRunbook()).isEqualTo(expected);
    }

    @Test
    void everyAlarmTellsSomebodyAndSaysWhatSilenceMeans() throws Exception {
        Template.read()
                .resources("AWS::CloudWatch::Alarm")
                .forEach(alarm -> {
                    assertThat(alarm.getValue().path("AlarmActions")).as(alarm.getKey()).hasSize(1);
                    assertThat(alarm.getValue().path("OKActions")).as(alarm.getKey()).hasSize(1);
                    assertThat(alarm.getValue().path("TreatMissingData").asText())
                            .as(alarm.getKey())
                            .isEqualTo("notBreaching");
                });
    }

    /// SQS counts what was given back for later as not visible, and leaves its age out.
    @Test
    void messagesThatWereGivenBackAreMessagesThatWait() throws Exception {
        assertThat(metricNames("StuckAlarm"))
                .containsExactlyInAnyOrder(
                        "Batches",
                        "ApproximateNumberOfMessagesVisible",
                        "ApproximateNumberOfMessagesNotVisible");
        // The two are of the same moment only in the same minute.
        assertThat(Template.read().resource("StuckAlarm").at("/Metrics").findValues("Period"))
                .hasSize(3)
                .allSatisfy(period -> assertThat(period.asInt()).isEqualTo(60));
    }

    /// What has failed often is tried every quarter of an hour: an alarm that wants more of that
    /// would end while the trouble lasts.
    @Test
    void whatIsPostponedRingsAtTheThirdTickAndForAsLongAsItLasts() throws Exception {
        assertThat(metricNames("PostponedAlarm")).containsExactly("Postponed");
        var alarm = Template.read().resource("PostponedAlarm");
        var wanted = alarm.path("DatapointsToAlarm").asInt();
        var minutes = alarm.path("Period").asInt() * alarm.path("EvaluationPeriods").asInt() / 60;
        assertThat(wanted).isEqualTo(3);
        assertThat(minutes / 17) // the longest delay, and the tick after it
                .isGreaterThanOrEqualTo(wanted);
        assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
    }

    private static List<String> metricNames(String alarm) throws Exception {
        return Template.nodes(Template.read().resource(alarm))
                .filter(node -> node.path("MetricName").isTextual())
                .map(node -> node.path("MetricName").asText())
                .toList();
    }

    @Test
    void stoppingTheFunctionLeavesNoMapping() throws Exception {
        var runbook = Files.readString(Template.FOLDER.resolve("docs/runbook.md"));
        var stop =
                runbook.substring(runbook.indexOf("To stop the function"), runbook.indexOf("## "));
        assertThat(stop)
                .contains("update-event-source-mapping", "--no-enabled")
                .satisfies(text ->
                        assertThat(text.indexOf("--no-enabled"))
                                .as("the mapping goes before the concurrency of %s", text)
                                .isLessThan(text.lastIndexOf("executions 0")));
    }

    @Test
    void theDashboardShowsEveryAlarm() throws Exception {
        var shown =
                Template.texts(dashboard(Template.read()))
                        .filter(text -> text.startsWith("${") && text.endsWith("Alarm.Arn}"))
                        .map(text -> text.substring(2, text.length() - ".Arn}".length()));
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Template.read()
                                .resources("AWS::CloudWatch::Alarm")
                                .map(Map.Entry::getKey)
                                .toList());
    }

    @Test
    void theRunbookNamesNoCommandThatIsNotThere() throws Exception {
        var commands = HopperCommand.commandLine().getSubcommands().keySet();
        var named =
                Pattern.compile("\\./hopper ([a-z]+)")
                        .matcher(
                                Files.readString(Template.FOLDER.resolve("docs/runbook.md"))
                                        + Files.readString(Template.FOLDER.resolve("docs/aws.md")))
                        .results()
                        .map(found -> found.group(1));
        assertThat(commands).containsAll(named.toList());
    }

    private static Set<String> watched() throws Exception {
        var template = Template.read();
        var names = new TreeSet<String>();
        for (var metric : metricsOfAlarms(template)) {
            if (metric.path("Namespace").asText().equals("Hopper")) {
                names.add(metric.path("MetricName").asText());
            }
        }
        for (var widget : dashboard(template).path("widgets")) {
            var namespace = "";
            var name = "";
            for (var line : widget.at("/properties/metrics")) {
                if (line.path(0).isTextual() && !line.path(0).asText().equals("...")) {
                    namespace =
                            line.path(0).asText().equals(".") ? namespace : line.path(0).asText();
                    name = line.path(1).asText();
                    if (namespace.equals("Hopper")) {
                        names.add(name);
                    }
                }
                METRIC.matcher(line.path(0).path("expression").asText())
                        .results()
                        .forEach(found -> names.add(found.group(1)));
            }
        }
        assertThat(names).contains("Freshness", "Documents", "BatchSeconds");
        return names;
    }

    // One alarm has a metric itself, one that calculates has several.
    private static List<JsonNode> metricsOfAlarms(Template template) {
        return template.resources("AWS::CloudWatch::Alarm")
                .flatMap(alarm -> Template.nodes(alarm.getValue()))
                .filter(node -> node.path("MetricName").isTextual())
                .toList();
    }

    private static JsonNode dashboard(Template template) throws Exception {
        var body = template.resource("Dashboard").path("DashboardBody").path("Fn::Sub").asText();
        return new ObjectMapper()
                .readTree(body.replaceAll("(?<!\")\\$\\{FreshnessObjective}", "300"));
    }

    private static Map<String, String> sectionsByAlarm() throws Exception {
        return new TreeMap<>(
                Template.read()
                        .resources("AWS::CloudWatch::Alarm")
                        .collect(
                                toMap(
                                        alarm -> alarm.getValue().at("/AlarmName/Fn::Sub").asText(),
                                        alarm -> section(alarm.getValue()))));
    }

    private static String section(JsonNode alarm) {
        var matcher = SECTION.matcher(alarm.path("AlarmDescription").asText());
        assertThat(matcher.find()).as("%s links a section", alarm.path("AlarmName")).isTrue();
        return matcher.group(1);
    }

    // As GitHub makes anchors of headings.
    private static Set<String> sectionsOfRunbook() throws Exception {
        var sections = new TreeSet<String>();
        HEADING.matcher(Files.readString(Template.FOLDER.resolve("docs/runbook.md")))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).strip().replace(' ', '-'))
                .forEach(sections::add);
        return sections;
    }
}
