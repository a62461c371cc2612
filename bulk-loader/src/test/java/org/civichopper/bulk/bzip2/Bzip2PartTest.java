package org.civichopper.bulk.bzip2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.civichopper.bulk.bzip2.Packing.joined;
import static org.civichopper.bulk.bzip2.Packing.pack;
import static org.civichopper.bulk.bzip2.Packing.text;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bzip2PartTest {

    @TempDir private Path folder;

    private final Random random = new Random(311);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void aStreamOfSeveralBlocksIsReadWhole(int level) throws Exception {
        var text = text(random, 2_000_000);

        assertThat(Packing.read(pack(text, level)).text()).isEqualTo(text);
    }

    @Test
    void streamsOfDifferentLevelsWithAnEmptyOneBetweenAllCount() throws Exception {
        var first = text(random, 300_000);
        var second = text(random, 1_100_000);
        var packed = joined(pack(first, 1), pack(new byte[0], 3), pack(second, 9));

        assertThat(Packing.read(packed).text()).isEqualTo(joined(first, second));
    }

    @Test
    void aFileOfNothingIsFourteenBytesAndSound() throws Exception {
        var packed = pack(new byte[0], 9);

        assertThat(packed).hasSize(14);
        assertThat(Packing.read(packed).text()).isEmpty();
    }

    @Test
    void aFileCutAtAnyByteIsTheSame() throws Exception {
        var text = text(random, 900);
        var packed =
                joined(
                        pack(text, 1),
                        pack(new byte[0], 2),
                        pack(text, 9),
                        pack(text(random, 9), 4));
        var whole = Packing.read(packed).text();

        for (var cut = 0; cut <= packed.length; cut++) {
            assertThat(Packing.read(packed, cut).text()).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void manyPartsOfManyBlocksAreTheSame() throws Exception {
        var text = text(random, 1_500_000);
        var packed = joined(pack(text, 1), pack(text, 2));

        for (var round = 0; round < 5; round++) {
            var cuts = random.longs(6, 0, packed.length).sorted().toArray();
            var read = Packing.read(packed, cuts);

            assertThat(read.text()).as("%s", (Object) cuts).isEqualTo(joined(text, text));
            assertThat(read.proofs().stream().mapToLong(PartProof::bytes).sum())
                    .isEqualTo(2L * text.length);
        }
    }

    @Test
    void whatFollowsAPartCanBeReadToTheEndOfTheFile() throws Exception {
        var text = text(random, 500_000);
        var packed = joined(pack(text, 1), pack(text, 1));
        var buffer = new byte[text.length * 2];

        try (var part = Packing.part(packed, packed.length / 4, packed.length / 3)) {
            var at = 0;
            for (int count; (count = part.read(buffer, at, 1000)) >= 0; at += count) {}
            assertThat(part.proof().bytes()).isEqualTo(at);
            for (int count; (count = part.readBeyond(buffer, at, 1000)) >= 0; at += count) {}

            assertThat(new String(buffer, 0, at, UTF_8))
                    .isNotEmpty()
                    .isEqualTo(
                            new String(joined(text, text), UTF_8).substring(text.length * 2 - at));
        }
    }

    @Test
    void runsThatAFewBytesStandForAreWrittenOut() throws Exception {
        var text = new byte[60_000_000]; // more than one block of 46 MB
        text[59_000_000] = 1;
        var packed = pack(text, 9);

        assertThat(packed).hasSizeLessThan(1000);
        assertThat(Packing.read(packed).text()).isEqualTo(text);
    }

    @Test
    void whatTheProgramPacksIsReadAsItWas() throws Exception {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .as("bzip2 is there")
                .anyMatch(path -> Files.isExecutable(Path.of(path, "bzip2")));

        for (var round = 0; round < 30; round++) {
            var text = anything(round);

            var read = Packing.read(byProgram(text, 1 + round % 9));

            assertThat(read.text()).as("round %d", round).isEqualTo(text);
        }
    }

    private byte[] anything(int round) {
        var text = new byte[random.nextInt(round % 3 == 0 ? 400_000 : 5000)];
        switch (round % 5) {
            case 0 -> random.nextBytes(text);
            case 1 -> text = text(random, text.length);
            case 2 -> { // periodic
                for (var i = 0; i < text.length; i++) {
                    text[i] = (byte) (i % 7);
                }
            }
            case 3 -> { // runs of every length
                for (int i = 0, run = 1; i < text.length; i++) {
                    text[i] = (byte) run;
                    run = i % 300 < run ? run : run % 260 + 1;
                }
            }
            default -> { // skewed, which makes long codes
                for (var i = 0; i < text.length; i++) {
                    text[i] = (byte) Long.numberOfTrailingZeros(random.nextLong() | 1L << 40);
                }
            }
        }
        return text;
    }

    private byte[] byProgram(byte[] text, int level) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("text"), text);
        var packed = folder.resolve("text.bz2");
        var exitCode =
                new ProcessBuilder("bzip2", "-kf", "-" + level, file.toString()).start().waitFor();
        assertThat(exitCode).isZero();
        return Files.readAllBytes(packed);
    }

    @Test
    void aProofIsTheSameAfterItWasWrittenDown() throws Exception {
        var packed = pack(text(random, 300_000), 1);

        var proofs = Packing.read(packed, packed.length / 2).proofs();

        assertThat(proofs)
                .allSatisfy(each -> assertThat(PartProof.parse(each.text())).isEqualTo(each));
        assertThat(proofs.get(1).closing()).isPresent();
        assertThatThrownBy(() -> PartProof.parse("1 2"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
