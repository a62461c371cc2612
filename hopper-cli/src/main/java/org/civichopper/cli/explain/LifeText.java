package org.civichopper.cli.explain;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.commandline.Screen;

/// The life of a document for people.
final class LifeText {

    private static final String TOGETHER = "\u00a0"; // no line ends here

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'" + TOGETHER + "'HH:mm:ss")
                    .withZone(ZoneOffset.UTC);

    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    LifeText(Screen screen) {
        this.screen = screen;
    }

    List<String> of(Life life) {
        say("", life.key() + " (times are UTC)");
        life.things().forEach(this::thing);
        if (!life.receipts().isEmpty()) {
            title("Handled");
            life.receipts().forEach(this::receipt);
        }
        if (!life.setbacks().isEmpty()) {
            title("Failed");
            life.setbacks().forEach(this::setback);
        }
        if (!life.superseded().isEmpty()) {
            title("Shared its key with another document of the scrape");
            life.superseded().forEach(this::superseded);
        }
        if (!life.parked().isEmpty()) {
            title("Waits in the database");
            for (var parked : life.parked()) {
                say("  ", "%s since %s for".formatted(parked.file(), time(parked.since())));
                parked.awaits().forEach(awaited -> say("    ", awaited.words()));
            }
        }
        if (!life.waitedForBy().isEmpty()) {
            title("Waited for by");
            life.waitedForBy().forEach(file -> say("  ", file));
        }
        return lines;
    }

    private void thing(Life.Thing thing) {
        title("%s %s".formatted(thing.kind().word(), thing.databaseId()));
        say("  ", "of " + thing.jurisdictionId());
        say("  ", "known as " + String.join(", ", thing.names()));
        say(
                "  ",
                "newest version %s, last seen %s%s"
                        .formatted(
                                time(thing.version()),
                                time(thing.seenAt()),
                                thing.runId().map(run -> " by run " + run).orElse("")));
        if (thing.rows().isEmpty()) {
            say("  ", "no row: it was removed, or retired");
        } else {
            say(
                    "  rows: ",
                    thing.rows().stream()
                            .map(rows ->
                                    rows.ids().size()
                                            + TOGETHER
                                            + rows.table().replace("opencivicdata_", ""))
                            .collect(joining(", ")));
        }
        thing.waitsFor().forEach(waits -> say("  waits for ", waits));
    }

    private void receipt(Life.Receipt receipt) {
        say("  %-11s".formatted(receipt.outcome()), receipt.objectKey());
        say(
                " ".repeat(13),
                Stream.of(
                                Optional.of("committed" + TOGETHER + time(receipt.committedAt())),
                                receipt.scrapedAt().map(at -> "scraped" + TOGETHER + time(at)),
                                receipt.sentAt().map(at -> "sent" + TOGETHER + time(at)),
                                Optional.of("put" + TOGETHER + time(receipt.putAt())),
                                Optional.of("received" + TOGETHER + time(receipt.receivedAt())),
                                receipt.version().map(at -> "version" + TOGETHER + time(at)),
                                receipt.runId().map(run -> "run" + TOGETHER + run))
                        .flatMap(Optional::stream)
                        .collect(joining(", ")));
    }

    private void setback(Life.Setback setback) {
        say("  %-7s".formatted(setback.id()), setback.file() + " at " + time(setback.at()));
        say(" ".repeat(9), setback.reason());
        setback.storedKey().ifPresent(key -> say(" ".repeat(9), "lies in " + key));
        setback.replayedAt().ifPresent(at -> say(" ".repeat(9), "was put back at " + time(at)));
    }

    private void superseded(Life.Superseded lost) {
        say("  ", lost.file());
        say(
                "    ",
                "lost to %s, which is newer and differs in %s, at %s in run %s"
                        .formatted(lost.winner(), lost.differs(), time(lost.at()), lost.runId()));
    }

    private void title(String title) {
        lines.add("");
        say("", title);
    }

    private void say(String first, String text) {
        for (var line : screen.wrapped(first, text)) {
            lines.add(line.replace(TOGETHER, " "));
        }
    }

    private static String time(Instant time) {
        return SECOND.format(time);
    }
}
