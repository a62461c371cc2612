package org.civichopper.cli.page;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Signals;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper page`: the page, for any database and queue.
@Command(
        name = "page",
        description = {
            "Serve a page for operators: where documents are, how fresh the tables are, what fails.",
            "Runs until Ctrl-C. Queue and bucket are those of SQS_QUEUE_URL and S3_REALTIME_BASE;"
                    + " without them it shows what the database knows."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  hopper page --database-url postgresql://localhost/openstates",
            "  set -a; . .hopper/env; set +a; hopper page --allow-replay",
            "  HOPPER_PAGE_TOKEN=… hopper page --bind 0.0.0.0 --page-name hopper.example.org"
        })
public final class PageCommand implements Callable<Integer> {

    @Mixin private DatabaseOption database;
    @Mixin private PageOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        try (var page =
                PageServer.start(
                        options, database.url(DatabaseUrl::parse), Surroundings.here().values())) {
            var stop = new CountDownLatch(1);
            Signals.handle(_ -> stop.countDown());
            out.println("The page is at " + page.address() + ". Ctrl-C ends it.");
            out.flush();
            stop.await();
        }
        return ExitCode.OK;
    }
}
