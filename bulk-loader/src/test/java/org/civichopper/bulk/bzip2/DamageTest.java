package org.civichopper.bulk.bzip2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civichopper.bulk.bzip2.Packing.joined;
import static org.civichopper.bulk.bzip2.Packing.pack;
import static org.civichopper.bulk.bzip2.Packing.text;
import static org.civichopper.bulk.bzip2.Packing.utf8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {

    private final Random random = new Random(311);

    @Test
    void aFileThatEndsEarlyIsDamagedWhereverItEnds() {
        var packed = joined(pack(text(random, 500), 1), pack(utf8("b"), 9));
        var boundary = pack(text(new Random(311), 500), 1).length;

        for (var length = 0; length < packed.length; length++) {
            var cut = Arrays.copyOf(packed, length);
            if (length != boundary) { // there, only the size tells
                assertThatThrownBy(() -> Packing.read(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(DamagedException.class);
                assertThatThrownBy(() -> Packing.read(cut, cut.length / 2))
                        .as("%d bytes in two parts", length)
                        .isInstanceOf(DamagedException.class);
            }
        }
    }

    @Test
    void aFlippedBitIsDamageOrChangesNothing() throws Exception {
        var first = utf8("no record is lost, and none is doubled, whatever was flipped");
        var second = new byte[250_000]; // three blocks in a few bytes
        for (var i = 0; i < second.length; i++) {
            second[i] = (byte) (i % 2);
        }
        var packed = joined(pack(first, 1), pack(second, 1), pack(first, 9));
        var text = joined(first, second, first);

        var passed = 0;
        for (var bit = 0; bit < packed.length * 8; bit += bit < 800 ? 1 : 5) {
            packed[bit / 8] ^= (byte) (128 >> bit % 8);
            long[] cuts = bit % 3 == 0 ? new long[0] : new long[] {packed.length / 3, bit / 8};
            Arrays.sort(cuts);
            try {
                assertThat(Packing.read(packed, cuts).text()).as("bit %d", bit).isEqualTo(text);
                passed++;
            } catch (DamagedException e) {
                assertThat(e).hasMessageContaining("at byte ");
            }
            packed[bit / 8] ^= (byte) (128 >> bit % 8);
        }
        // levels, and codes that no group uses
        assertThat(passed).isLessThan(packed.length);
    }

    @Test
    void aDamagedFirstBlockOfALaterPartIsFoundByTheProofs() throws Exception {
        var packed = pack(text(random, 450_000), 1);
        var middle = packed.length / 2;
        var second = Packing.read(packed, middle).proofs().get(1);
        packed[(int) (second.begin() / 8) + 100] ^= 4;

        var before = proof(packed, 0, middle);
        var after = proof(packed, middle, packed.length);

        assertThat(after.begin()).isGreaterThan(second.begin());
        assertThatThrownBy(() -> PartProof.check(List.of(before, after), packed.length))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("at byte " + second.begin() / 8);
    }

    private static PartProof proof(byte[] packed, long from, long to)
            throws IOException, InterruptedException {
        var buffer = new byte[1 << 16];
        try (var part = Packing.part(packed, from, to)) {
            while (part.read(buffer, 0, buffer.length) >= 0) {}
            return part.proof();
        }
    }

    @Test
    void partsThatAreMissingDoubledOrOutOfOrderAreFound() throws Exception {
        var packed = joined(pack(text(random, 350_000), 1), pack(text(random, 350_000), 1));
        var size = packed.length;
        var proofs = Packing.read(packed, size / 3, size / 2, size * 3L / 4).proofs();
        var a = proofs.get(0);
        var b = proofs.get(1);
        var c = proofs.get(2);
        var d = proofs.get(3);

        PartProof.check(proofs, size);
        for (var wrong :
                List.of(
                        List.<PartProof>of(),
                        List.of(a, b, c),
                        List.of(b, c, d),
                        List.of(a, c, d),
                        List.of(a, b, b, c, d),
                        List.of(a, c, b, d))) {
            assertThatThrownBy(() -> PartProof.check(wrong, size))
                    .isInstanceOf(DamagedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "BZh", "BZh9", "BZh0........", "<Error>SlowDown</Error>"})
    void whatStandsBehindTheEndIsDamage(String garbage) {
        var stream = pack(utf8("text"), 9);
        var packed = joined(stream, utf8(garbage));

        assertThatThrownBy(() -> Packing.read(packed)).isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> Packing.read(packed, stream.length - 12))
                .isInstanceOf(DamagedException.class);
        assertThatThrownBy(() -> Packing.read(packed, stream.length))
                .isInstanceOf(DamagedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "<?xml version=\"1.0\"?>", "BZh", "BZh0", "BZh9"})
    void whatIsNoBzip2IsToldAtByteZero(String file) {
        assertThatThrownBy(() -> Packing.read(utf8(file)))
                .isInstanceOf(DamagedException.class)
                .hasMessageMatching("bzip2 data is damaged at byte [04]: .*");
    }
}
