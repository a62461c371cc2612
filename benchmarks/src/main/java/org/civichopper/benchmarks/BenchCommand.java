package org.civichopper.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper-bench`: measures, prints figure and limit of the same run, and says whether the target
/// is met.
@Command(
        name = "hopper-bench",
        description = {
            "Measures how fast Hopper is, against the best that this machine can do in the same run.",
            "Everything runs on this machine, on throwaway data, with a real Postgres."
        },
        footer = {
            "",
            "Examples:",
            "  hopper-bench first-import --documents 2000",
            "  hopper-bench all --markdown"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "1:could not measure",
            "2:wrong usage",
            "4:a target is missed"
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    private static final int MISSED = 4;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "What to measure, or all.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Lists what can be measured.")
    private boolean list;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Option(names = "--markdown", description = "Prints a table for docs/performance.md.")
    private boolean markdown;

    @Option(
            names = "--scrape",
            paramLabel = "DIR",
            description = "Imports this scrape instead of a made-up one.")
    private Path scrape;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many documents to make up (default: ${DEFAULT-VALUE}).")
    private int documents;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "30000",
            description = "How long the backlog of ten-functions is (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1500000",
            description =
                    "How many rows load-311 loads; load-courtlistener a tenth as many opinions,"
                            + " and four times as many citations (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "400",
            description = "How much text decode-bzip2 decodes (default: ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often everything is measured (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setUsageHelpAutoWidth(true);
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Benchmarks.ALL.forEach(each ->
                    spec.commandLine().getOut().printf("%-14s %s%n", each.name(), each.work()));
            return ExitCode.OK;
        }
        var chosen = chosen();
        var notes = spec.commandLine().getErr();
        var setting =
                new Setting(
                        Optional.ofNullable(scrape),
                        documents,
                        messages,
                        rows,
                        megabytes,
                        repetitions,
                        notes);
        var machine = Machine.here(BenchPostgres.version());
        var reports = new ArrayList<Report>();
        begin();
        for (var benchmark : chosen) {
            notes.println(benchmark.name() + ": " + benchmark.work());
            notes.flush();
            var report = new Report(benchmark, benchmark.run(setting));
            reports.add(report);
            print(report);
        }
        end(machine, reports);
        return reports.stream()
                        .flatMap(report -> report.figures().stream())
                        .allMatch(figure -> figure.isMet().orElse(true))
                ? ExitCode.OK
                : MISSED;
    }

    private List<Benchmark> chosen() {
        if (names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to measure; --list says what there is.");
        }
        if (names.equals(List.of("all"))) {
            return Benchmarks.ALL;
        }
        return names.stream()
                .map(name ->
                        Benchmarks.named(name)
                                .orElseThrow(() ->
                                        new ParameterException(
                                                spec.commandLine(),
                                                "Expected one of those that --list lists, found "
                                                        + name)))
                .toList();
    }

    private void begin() {
        if (markdown) {
            say(Report.MARKDOWN_HEADER);
        }
    }

    // At once: what is found stands, should a later one stop.
    private void print(Report report) {
        if (!json) {
            say(markdown ? report.markdown() : report.text());
        }
    }

    private void end(Machine machine, List<Report> reports) {
        if (json) {
            var mapper = new JsonMapper();
            var whole = mapper.createObjectNode();
            whole.set("machine", mapper.valueToTree(machine));
            var figures = whole.putArray("figures");
            reports.forEach(report -> figures.addAll(report.json()));
            say(whole.toPrettyString());
        } else {
            say(markdown ? "\n" + machine.text() + "." : machine.text());
        }
    }

    private void say(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
