package org.civichopper.cli.cloud;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Reason;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.DeployedFunction;
import org.civichopper.localcloud.lambda.FunctionJvm;
import org.civichopper.localcloud.lambda.FunctionProcess;
import org.civichopper.localcloud.lambda.Sandbox;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs what is deployed once, as Lambda would: in a process of its own, under Lambda's runtime
/// client. The answer goes to stdout, what the function writes to stderr.
@Command(
        name = "invoke",
        description = {
            "Run the built function once, in a process of its own, as Lambda would run it.",
            "It works on the bucket, queue and database of --env-file, else of the environment, else of"
                    + " a running hopper up. HOPPER_… of the environment counts in any case."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = {
            "  hopper up                                     in one terminal; in another",
            "  hopper invoke -e events/tick.json             a tick on the same bucket and queue",
            "  hopper invoke -e events/tick.json --memory 512 --timeout 30s --json"
        })
public final class InvokeCommand implements Callable<Integer> {

    @Option(
            names = {"-e", "--event"},
            required = true,
            paramLabel = "FILE",
            description = "What the function is invoked with, as JSON; see events/.")
    private Path event;

    @Mixin private EnvironmentOptions environmentOptions;

    @Option(
            names = "--json",
            description = "Print the answer with times and memory as one JSON object.")
    private boolean json;

    @Mixin private FunctionOptions options;

    @Spec private CommandSpec spec;

    private final Map<String, String> shell;

    public InvokeCommand() {
        this(System.getenv());
    }

    InvokeCommand(Map<String, String> shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        var content = content(event);
        var environment = environmentOptions.choose(shell);
        var function = options.function(environment.variables());
        var err = spec.commandLine().getErr();
        err.printf("hopper: invoking with what %s says%n", environment.source());
        err.flush();
        try (var sandbox = options.sandbox()) {
            return run(content, function, sandbox, err);
        } catch (LocalCloudException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private int run(String content, DeployedFunction function, Sandbox sandbox, PrintWriter err)
            throws InterruptedException {
        var process =
                FunctionProcess.start(
                        function,
                        new FunctionJvm.Managed(),
                        sandbox,
                        (_, line) -> {
                            err.println(Harmless.line(line));
                            err.flush();
                        });
        // The process does not hear Ctrl-C; and what was unpacked must not stay.
        var end = new Thread(() -> close(process, sandbox), "end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            var answer = process.invoke(content);
            var invocation = Invocation.of(answer, process, function);
            process.close(); // and with it, all that it wrote was said
            return report(invocation, err);
        } finally {
            process.close();
            forget(end);
        }
    }

    private int report(Invocation invocation, PrintWriter err) {
        var out = spec.commandLine().getOut();
        err.println("hopper: " + invocation.figures());
        if (json) {
            out.println(invocation.json());
        }
        return switch (invocation.answer()) {
            case Answer.Returned(var text) -> {
                if (!json) {
                    out.println(text);
                }
                yield ExitCode.OK;
            }
            case Answer.Failed(var error) -> {
                err.println(
                        "hopper: the function failed: "
                                + Harmless.lines(FunctionError.read(error)));
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // a signal came, and it runs already
        }
    }

    private static void close(FunctionProcess process, Sandbox sandbox) {
        process.close();
        sandbox.close();
    }

    private static String content(Path event) {
        try {
            return Files.readString(event);
        } catch (IOException e) {
            throw new CannotRunException("cannot read the event " + Reason.of(e), e);
        }
    }
}
