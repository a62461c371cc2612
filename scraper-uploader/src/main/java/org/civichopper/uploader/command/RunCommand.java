package org.civichopper.uploader.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.Signals;
import org.civichopper.commandline.Surroundings;
import org.civichopper.model.document.Kind;
import org.civichopper.uploader.CannotUploadException;
import org.civichopper.uploader.LiveUpload;
import org.civichopper.uploader.ScrapePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper run`: runs a scraper and sends what it writes meanwhile. The scraper's output stays its
/// own; what this command says goes to stderr.
@Command(
        name = "run",
        description = {
            "Run a scraper, send each document as soon as it is whole, and end with its exit code.",
            "Without --realtime it only checks them and says what it would send."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer =
                "  ${ROOT-COMMAND-NAME} run --realtime --complete vote_event,event --jurisdiction de -- os-update de --scrape")
public final class RunCommand implements Callable<Integer> {

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The scraper, after --.")
    private List<String> command;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where it writes to. Default: SCRAPED_DATA_DIR, or else _data")
    private Optional<Path> dataDir = Optional.empty();

    @Option(
            names = "--complete",
            paramLabel = "KIND",
            split = ",",
            description = {
                "Kinds of which the scraper brings all there is of its jurisdiction, if it ends well: what it no longer finds goes.",
                "Where documents of several appear, nothing is complete; --jurisdiction names the one."
            })
    private List<String> complete = List.of();

    @Mixin private LiveOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings.here().tell(spec.commandLine().getErr());
        var directory =
                dataDir.orElseGet(() ->
                        Path.of(
                                Surroundings.here()
                                        .values()
                                        .getOrDefault("SCRAPED_DATA_DIR", "_data")));
        var plan =
                new ScrapePlan(
                        UUID.randomUUID().toString(),
                        Instant.now(),
                        options.jurisdiction(),
                        kinds());
        try (var progress = LiveProgress.beside(spec.commandLine().getErr())) {
            if (options.realtime()) {
                Files.createDirectories(directory);
            }
            try (var live =
                    new LiveUpload(
                            directory,
                            options.config(Surroundings.here().values()),
                            options.rules(Surroundings.here().values()),
                            options.patience(),
                            Optional.of(plan),
                            new ShownLive(progress))) {
                // Before the scraper starts, so that no signal leaves it alone.
                var started = new CompletableFuture<Process>();
                Signals.handle(
                        signal -> started.thenAccept(process -> passOn(signal, process, live)));
                var scraper = new ProcessBuilder(command).inheritIO().start();
                started.complete(scraper);
                live.start();
                var exitCode = scraper.waitFor();
                var end = end(live, exitCode, directory);
                progress.say(
                        "run %s: the scraper ended with %d; %s"
                                .formatted(plan.id(), exitCode, end.text()));
                return exitCode == 0 && !end.everythingWent() ? ExitCodes.AGAIN_LATER : exitCode;
            }
        } catch (IOException e) {
            throw new CannotUploadException(e.getMessage(), e);
        }
    }

    private record End(String text, boolean everythingWent) {}

    // How the scraper ended counts whatever came of the sending.
    private End end(LiveUpload live, int exitCode, Path directory) throws InterruptedException {
        try {
            var result = live.finish(exitCode);
            return new End(
                    Outcome.text(result, options.realtime(), spec.root().name(), directory),
                    result.everythingWent());
        } catch (CannotUploadException e) {
            return new End("not everything was sent: " + e.getMessage(), false);
        }
    }

    // The second one, when the scraper is gone, means what is left to send.
    private static void passOn(String signal, Process scraper, LiveUpload live) {
        if (!scraper.isAlive()) {
            live.giveUp();
        } else if (signal.equals("TERM") || !Signals.reachChildren()) {
            Signals.send(signal, scraper);
        }
    }

    private Set<Kind> kinds() {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var word : complete) {
            kinds.add(
                    Kind.ofWord(word)
                            .orElseThrow(() ->
                                    new ParameterException(
                                            spec.commandLine(),
                                            "--complete: expected bill, vote_event, event, jurisdiction or organization, found \""
                                                    + word
                                                    + "\"")));
        }
        return kinds;
    }
}
