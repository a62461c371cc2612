package org.civichopper.integration.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/// Adds up what the attacks of a test run did and found, and shows it as the table of
/// docs/reliability.md: on the console and in `target/attacks.md`.
public final class AttackTable implements TestExecutionListener {

    private static final Path FILE = Path.of("target", "attacks.md");

    private static final String HEAD =
            """
            | attack | strikes | documents | lost | doubled | stale |
            |---|--:|--:|--:|--:|--:|
            """;

    private static final String LINE =
            """
            | %s | %,d | %,d | %d | %d | %d |
            """;

    private static final Map<Attack, Sum> SUMS = new EnumMap<>(Attack.class);

    private record Sum(int strikes, int documents, int lost, int doubled, int stale) {
        Sum plus(Sum other) {
            return new Sum(
                    strikes + other.strikes,
                    documents + other.documents,
                    lost + other.lost,
                    doubled + other.doubled,
                    stale + other.stale);
        }
    }

    static void add(Attack attack, int strikes, int documents, Aftermath found) {
        var sum =
                new Sum(
                        strikes,
                        documents,
                        found.lost().size(),
                        found.doubled().size(),
                        found.stale().size());
        synchronized (SUMS) {
            SUMS.merge(attack, sum, Sum::plus);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        synchronized (SUMS) {
            if (SUMS.isEmpty()) {
                return;
            }
            var table = new StringBuilder(HEAD);
            SUMS.forEach((attack, sum) ->
                    table.append(
                            LINE.formatted(
                                    attack.description(),
                                    sum.strikes,
                                    sum.documents,
                                    sum.lost,
                                    sum.doubled,
                                    sum.stale)));
            System.out.print(table);
            try {
                Files.writeString(FILE, table);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
