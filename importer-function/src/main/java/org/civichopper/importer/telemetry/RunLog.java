package org.civichopper.importer.telemetry;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import java.util.List;
import java.util.TreeMap;
import org.civichopper.importer.scrape.ClosedScrape;
import org.civichopper.model.document.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The one line of a run that is over. A reader of text sees the sentence, one of JSON its parts.
public final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private RunLog() {}

    public static void write(ClosedScrape run) {
        var key = run.run().key();
        var documents = new TreeMap<String, Object>();
        run.documents().forEach((kind, words) -> documents.put(kind.word(), words));
        var retired = new TreeMap<String, Integer>();
        run.closed().retired().forEach((kind, rows) -> retired.put(kind.word(), rows));
        var unconfirmed = new TreeMap<String, Integer>();
        run.closed().unconfirmed().forEach((kind, rows) -> unconfirmed.put(kind.word(), rows));
        var withheld = run.closed().withheld().stream().map(Kind::word).sorted().toList();
        var level =
                switch (run.outcome()) {
                    case COMPLETE -> unconfirmed.isEmpty() ? Level.INFO : Level.WARN;
                    case FAILED, INCOMPLETE -> Level.WARN;
                };
        LOG.atLevel(level)
                .log(
                        "run {} of {} closed: {}, {}, retired {}, withheld {}, to be confirmed {}",
                        key.id(),
                        key.jurisdictionId(),
                        outcome(run),
                        documents,
                        retired,
                        withheld,
                        unconfirmed,
                        entry("run", key.id()),
                        entry("jurisdiction", key.jurisdictionId()),
                        entry("outcome", run.outcome().word()),
                        entry("documents", documents),
                        entry("retired", retired),
                        entry("withheld", withheld),
                        entry("unconfirmed", unconfirmed));
    }

    private static String outcome(ClosedScrape run) {
        return String.join(
                ": ",
                run.complaint().isEmpty()
                        ? List.of(run.outcome().word())
                        : List.of(run.outcome().word(), run.complaint()));
    }
}
