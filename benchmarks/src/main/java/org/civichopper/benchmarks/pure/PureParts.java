package org.civichopper.benchmarks.pure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;
import org.civichopper.model.document.Sha256;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reading, hashing and comparing one bill of ordinary size.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PureParts {

    private static final int ACTIONS = 20;
    private static final Table ACTION =
            Table.ofParts("action", "bill_id")
                    .inOrderOf("order")
                    .texts("description", "date")
                    .sameWhen("description", "date");
    private static final Table BILL =
            Table.ofObjects("bill").texts("identifier", "title").child(ACTION);

    private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
    private byte[] bill;
    private Standing standing;
    private Wanted same;
    private Wanted longer;

    /// The bill of the middle size of many, and its rows as they stand.
    @Setup
    public void makeUp() throws IOException {
        try (var folder = TemporaryFolder.create()) {
            var bills = new ArrayList<byte[]>();
            for (var file : Scrape.madeUp(200, folder.path()).files()) {
                if (isBill(file)) {
                    bills.add(Files.readAllBytes(file));
                }
            }
            bills.sort((one, other) -> Integer.compare(one.length, other.length));
            bill = bills.get(bills.size() / 2);
        }
        standing =
                new Standing(
                        "ocd-bill/1",
                        Arrays.asList("HB 1", "An act"),
                        0,
                        List.of(
                                IntStream.range(0, ACTIONS)
                                        .mapToObj(
                                                i -> new Standing("" + i, action(i), i, List.of()))
                                        .toList()));
        same = wanted(ACTIONS);
        longer = wanted(ACTIONS + 1);
    }

    private static boolean isBill(Path file) {
        return Kind.ofFileName(file.getFileName().toString()).orElseThrow() == Kind.BILL;
    }

    private static List<Object> action(int number) {
        return Arrays.asList("Action No. " + number, "2026-01-0" + number % 10);
    }

    private static Wanted wanted(int actions) {
        return Wanted.row("HB 1", "An act")
                .with(
                        List.of(
                                Optional.of(
                                        IntStream.range(0, actions)
                                                .mapToObj(i -> Wanted.row(action(i).toArray()))
                                                .toList())));
    }

    /// The content hash is part of it.
    @Benchmark
    public Document readDocument() {
        return reader.read(Kind.BILL, bill);
    }

    @Benchmark
    public String hashBytes() {
        return Sha256.hex(bill);
    }

    @Benchmark
    public ChangeSet compareUnchanged() {
        return Comparison.compare(BILL, standing, same, () -> "new");
    }

    @Benchmark
    public ChangeSet compareOneMoreAction() {
        return Comparison.compare(BILL, standing, longer, () -> "new");
    }
}
