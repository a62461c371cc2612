package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.TemporaryFolder;
import org.civichopper.bulk.bzip2.Bzip2Part;
import org.civichopper.bulk.bzip2.PartProof;

/// Opinions decoded, by as many threads as there are cores of a small machine.
public final class DecodeBzip2 implements Benchmark {

    @Override
    public String name() {
        return "decode-bzip2";
    }

    @Override
    public String work() {
        return "opinions-like text decoded by one thread and by two, against one bzip2 -dc of the"
                + " same file";
    }

    @Override
    public List<Figure> run(Setting setting) throws Exception {
        try (var folder = TemporaryFolder.create()) {
            var text = folder.path().resolve("opinions.csv");
            setting.note("%,d MB are made up and packed", setting.megabytes());
            new InventedOpinions().write(text, setting.megabytes() * 1_000_000L);
            var bytes = Files.size(text);
            run("bzip2", "-9", text.toString());
            var packed = text.resolveSibling("opinions.csv.bz2");
            var seconds =
                    Rounds.medians(
                            setting.repetitions(),
                            () -> plain(setting, packed),
                            () -> ours(setting, packed, bytes, 1),
                            () -> ours(setting, packed, bytes, 2));
            return List.of(
                    figure("by one thread", bytes, seconds[1], seconds[0], new Target.None()),
                    figure(
                            "by two threads",
                            bytes,
                            seconds[2],
                            seconds[0],
                            Target.atLeastTimes(1.4)));
        }
    }

    private static Figure figure(String how, long bytes, double ours, double plain, Target target) {
        return Figure.against(
                "%,d MB decoded %s".formatted(bytes / 1_000_000, how),
                rate(bytes, ours),
                rate(bytes, plain),
                target);
    }

    private static Amount rate(long bytes, double seconds) {
        return new Amount(bytes / 1e6 / seconds, "MB/s");
    }

    private static double plain(Setting setting, Path packed)
            throws IOException, InterruptedException {
        var watch = new Stopwatch();
        run("bzip2", "-dc", packed.toString());
        setting.note("bzip2 -dc: %.2f s", watch.seconds());
        return watch.seconds();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var exitCode =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "expected %s to end with 0, found %d"
                            .formatted(String.join(" ", command), exitCode));
        }
    }

    private static double ours(Setting setting, Path packed, long bytes, int decoders)
            throws IOException, InterruptedException {
        var buffer = new byte[1 << 20];
        var size = Files.size(packed);
        var watch = new Stopwatch();
        try (var part = new Bzip2Part(Files.newInputStream(packed), 0, size, decoders)) {
            while (part.read(buffer, 0, buffer.length) >= 0) {}
            PartProof.check(List.of(part.proof()), size);
            if (part.proof().bytes() != bytes) {
                throw new IOException(
                        "expected %d bytes, found %d".formatted(bytes, part.proof().bytes()));
            }
        }
        setting.note("ours, %d decoding: %.2f s", decoders, watch.seconds());
        return watch.seconds();
    }
}
