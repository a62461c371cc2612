package org.civichopper.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.benchmarks.queue.Backlog;
import org.civichopper.benchmarks.queue.MemoryCloud;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.localcloud.lambda.Sandbox;

/// From nothing to the first message: what the first invocation of an instance waits for.
public final class Start implements Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRAINING = 60; // documents

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String work() {
        return "from the start of a JVM under Lambda's runtime client to the first message asked for,"
                + " plain and as a container image would start it";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create();
                var postgres = BenchPostgres.start();
                var sandbox = Artifact.sandbox();
                var cloud = new MemoryCloud()) {
            var url = postgres.url(postgres.newDatabase());
            var run = new Run(cloud, url, sandbox, folder.path());
            run.train();
            var seconds = Rounds.medians(setting.repetitions(), run::plain, run::image);
            return List.of(
                    Figure.alone(
                            "plain JVM",
                            Amount.seconds(seconds[0]),
                            Target.atMost(Amount.seconds(2))),
                    Figure.alone(
                            "AOT cache, first compiler, serial collector",
                            Amount.seconds(seconds[1]),
                            Target.atMost(Amount.seconds(1.2))));
        }
    }

    private record Run(MemoryCloud cloud, String databaseUrl, Sandbox sandbox, Path folder) {

        private List<String> imageFlags() {
            return List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        }

        private Path cache() {
            return folder.resolve("function.aot");
        }

        // The cache is written when the JVM ends, of the classes that a first batch needed.
        void train() throws IOException, InterruptedException {
            var flags = new ArrayList<>(imageFlags());
            flags.add("-XX:AOTCacheOutput=" + cache());
            cloud.deliver(Backlog.of(Scrape.madeUp(TRAINING, folder)));
            try (var function = start(flags)) {
                function.tick();
            }
            if (!Files.exists(cache())) {
                throw new IOException("no AOT cache was written: " + cache());
            }
        }

        double plain() throws IOException, InterruptedException {
            return seconds(List.of());
        }

        double image() throws IOException, InterruptedException {
            var flags = new ArrayList<>(imageFlags());
            flags.add("-XX:AOTCache=" + cache());
            return seconds(flags);
        }

        private double seconds(List<String> flags) throws IOException, InterruptedException {
            cloud.forgetTimes();
            try (var function = start(flags)) {
                function.tick();
                return (cloud.firstAsked(PATIENCE) - function.started()) / 1e9;
            }
        }

        private MeasuredFunction start(List<String> flags) {
            return MeasuredFunction.start(sandbox, flags, cloud.environment(databaseUrl));
        }
    }
}
