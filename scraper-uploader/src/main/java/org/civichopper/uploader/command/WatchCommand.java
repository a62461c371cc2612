package org.civichopper.uploader.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.Signals;
import org.civichopper.commandline.Surroundings;
import org.civichopper.uploader.CannotUploadException;
import org.civichopper.uploader.LiveUpload;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper watch`: sends what scrapers write, until it is told to stop.
@Command(
        name = "watch",
        description = {
            "Send each document that appears in a directory as soon as it is whole, until Ctrl-C.",
            "Without --realtime it only checks them and says what it would send."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  ${ROOT-COMMAND-NAME} watch --realtime _data")
public final class WatchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Where scrapers write to, for example _data.")
    private Path directory;

    @Mixin private LiveOptions options;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings.here().tell(spec.commandLine().getErr());
        if (!isThere()) {
            return ExitCode.OK;
        }
        try (var progress = LiveProgress.alone(spec.commandLine().getErr());
                var live =
                        new LiveUpload(
                                directory,
                                options.config(Surroundings.here().values()),
                                options.rules(Surroundings.here().values()),
                                options.patience(),
                                Optional.empty(),
                                new ShownLive(progress))) {
            var stop = new CountDownLatch(1);
            Signals.handle(_ -> {
                if (stop.getCount() == 0) {
                    live.giveUp();
                }
                stop.countDown();
            });
            live.start();
            live.whenStopped(stop::countDown);
            progress.say("watching " + directory + " until Ctrl-C");
            stop.await();
            var result = live.finish(ExitCode.OK);
            progress.say(Outcome.text(result, options.realtime(), spec.root().name(), directory));
            return result.everythingWent() ? ExitCode.OK : ExitCodes.AGAIN_LATER;
        }
    }

    // It may well be started before the first scraper, which makes the folder.
    private boolean isThere() throws InterruptedException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new CannotUploadException(
                    directory + ": expected a directory, found something else: name another");
        }
        if (Files.isDirectory(directory)) {
            return true;
        }
        var err = spec.commandLine().getErr();
        err.println("waiting for " + directory + ", which is not there yet, until Ctrl-C");
        err.flush();
        var stop = new CountDownLatch(1);
        Signals.handle(_ -> stop.countDown());
        while (!Files.isDirectory(directory)) {
            if (stop.await(1, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return true;
    }
}
