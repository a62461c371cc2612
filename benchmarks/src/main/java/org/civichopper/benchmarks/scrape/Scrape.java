package org.civichopper.benchmarks.scrape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.benchmarks.Setting;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;

/// The documents that a benchmark imports: a real scrape, or one made up.
public record Scrape(Path folder, List<Path> files) {

    // As many votes as bills, and an event for sixteen of both.
    private static final int PARTS = 17;
    private static final int BILLS = 8;

    /// What the setting asks for, in a folder that may be written to.
    public static Scrape of(Setting setting, Path out) throws IOException {
        if (setting.scrape().isPresent()) {
            return copied(setting.scrape().get(), out);
        }
        return madeUp(setting.documents(), out);
    }

    /// At least so many documents of all kinds.
    public static Scrape madeUp(int documents, Path out) throws IOException {
        var bills = Math.ceilDiv(documents * BILLS, PARTS);
        var events = Math.ceilDiv(documents, PARTS);
        return madeUp(bills, bills, events, out);
    }

    /// So many of each kind, and the few places that they belong to.
    public static Scrape madeUp(int bills, int votes, int events, Path out) throws IOException {
        var order = new SampleOrder("wy", bills, votes, events, 1, 1, Optional.empty());
        return in(SampleScrape.write(order, out).folder());
    }

    static Scrape copied(Path from, Path out) throws IOException {
        var folder = Files.createDirectories(out.resolve("scrape"));
        try (var paths = documents(from)) {
            for (var path : paths.toList()) {
                Files.copy(path, folder.resolve(path.getFileName()));
            }
        }
        return in(folder);
    }

    static Scrape in(Path folder) throws IOException {
        try (var paths = documents(folder)) {
            return new Scrape(folder, paths.sorted().toList());
        }
    }

    private static Stream<Path> documents(Path folder) throws IOException {
        return Files.walk(folder)
                .filter(Files::isRegularFile)
                .filter(path -> path.toString().matches(".*\\.json(\\.gz)?"));
    }
}
