package org.civichopper.cli.status;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Columns;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.commandline.Signals;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hopper status`: is it fresh, is anything failing, and what is there to do, on one screen.
@Command(
        name = "status",
        description = {
            "Says whether documents come through in time, whether anything fails, and what needs a"
                    + " person.",
            "Queue and bucket are looked at where S3_REALTIME_BASE and SQS_QUEUE_URL name them."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the database did not answer",
            "3:something needs a person"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  set -a; . .hopper/env; set +a     beside a running hopper up",
            "  hopper status --watch"
        })
public final class StatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Option(
            names = "--watch",
            description = "Goes on until Ctrl-C, and looks again every few seconds.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "With --watch: how often it looks (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(
            names = "--objective",
            paramLabel = "SECONDS",
            defaultValue = "${env:HOPPER_FRESHNESS_OBJECTIVE:-300}",
            description =
                    "From scraped to committed, for 95 of 100 documents (default: HOPPER_FRESHNESS_OBJECTIVE,"
                            + " else 300).")
    private int objective;

    @Override
    public Integer call() throws InterruptedException {
        requirePositive("--every", every);
        requirePositive("--objective", objective);
        var out = spec.commandLine().getOut();
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse));
                var inbox = Inbox.of(Surroundings.here().values())) {
            var reader = new StatusReader(connections, inbox, Duration.ofSeconds(objective));
            return watch ? watch(reader, inbox, out) : once(reader, inbox, out);
        }
    }

    private void requirePositive(String option, int seconds) {
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: expected at least 1 second, found %d".formatted(option, seconds));
        }
    }

    private int once(StatusReader reader, Inbox inbox, PrintWriter out) {
        try {
            var status = reader.read();
            out.print(onTerminal(text(status), false));
            out.flush();
            return status.concerns().isEmpty() ? ExitCode.OK : ExitCodes.NEEDS_A_PERSON;
        } catch (SQLException e) {
            out.print(onTerminal(withoutDatabase(inbox, e), false));
            out.flush();
            throw new CannotRunException(noAnswer(e), e);
        }
    }

    private int watch(StatusReader reader, Inbox inbox, PrintWriter out)
            throws InterruptedException {
        var stop = new CountDownLatch(1);
        Signals.handle(_ -> stop.countDown());
        try (var redraw = new Redraw(out)) {
            do {
                redraw.show(onTerminal(looked(reader, inbox), true));
            } while (!stop.await(every, TimeUnit.SECONDS));
        }
        return ExitCode.OK;
    }

    // Whoever watches wants to see the database come back.
    private String looked(StatusReader reader, Inbox inbox) {
        try {
            return text(reader.read());
        } catch (SQLException e) {
            return withoutDatabase(inbox, e);
        }
    }

    private String withoutDatabase(Inbox inbox, SQLException e) {
        var known = WithoutDatabase.read(inbox, noAnswer(e));
        return json ? StatusJson.of(known) + "\n" : known.text();
    }

    private String text(Status status) {
        return json
                ? StatusJson.of(status) + "\n"
                : new StatusScreen(status, Columns.ofTerminal()).text();
    }

    private String onTerminal(String text, boolean watched) {
        if (json || !Columns.isTerminal()) {
            return text;
        }
        var verdict = new Verdict(Columns.rowsOfTerminal(), Ansi.AUTO.enabled());
        return watched ? verdict.cut(text) : verdict.whole(text);
    }

    private String noAnswer(SQLException e) {
        return "%s: expected to read the schema hopper, found: %s. See whether it is there: hopper db init"
                .formatted(database.url(DatabaseUrl::parse), e.getMessage());
    }
}
