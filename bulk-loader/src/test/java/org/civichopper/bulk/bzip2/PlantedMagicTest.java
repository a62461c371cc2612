package org.civichopper.bulk.bzip2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.bulk.bzip2.Packing.joined;
import static org.civichopper.bulk.bzip2.Packing.pack;
import static org.civichopper.bulk.bzip2.Packing.text;

import java.io.ByteArrayInputStream;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bits inside a sound block that look like the beginning of a block, or like the end of a stream.
class PlantedMagicTest {

    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;

    private final byte[] text = text(new Random(311), 20_000);

    @ParameterizedTest
    @ValueSource(longs = {BLOCK, END})
    void oneAtAnyBitIsSurvived(long magic) throws Exception {
        for (var shift = 0; shift < 8; shift++) {
            var packed = planted("0".repeat(shift) + Packing.binary(magic) + "0");

            assertThat(another(packed)).as("a sound file").isEqualTo(text);
            assertThat(Packing.read(packed).text()).as("shift %d", shift).isEqualTo(text);
        }
    }

    @Test
    void manyInOneBlockAreSurvived() throws Exception {
        var packed =
                joined(
                        pack(text, 1),
                        planted((Packing.binary(BLOCK) + "0" + Packing.binary(END)).repeat(150)),
                        pack(text, 2));

        assertThat(Packing.read(packed).text()).isEqualTo(joined(text, text, text));
    }

    @Test
    void aWholeEmptyStreamInsideABlockIsSurvived() throws Exception {
        var end = Packing.binary(END) + "0".repeat(32);
        var header = "01000010" + "01011010" + "01101000" + "00111001";

        for (var shift = 0; shift < 8; shift++) {
            var packed = planted("0".repeat(shift) + end + header + Packing.binary(BLOCK) + "0");

            assertThat(Packing.read(packed).text()).as("shift %d", shift).isEqualTo(text);
            assertThat(Packing.read(packed, 40).text()).as("shift %d", shift).isEqualTo(text);
        }
    }

    @Test
    void aPartThatBeginsAmongThemFindsItsFirstBlock() throws Exception {
        var packed =
                joined(
                        planted("00000" + (Packing.binary(BLOCK) + "0").repeat(4)),
                        planted("000" + (Packing.binary(END) + "0").repeat(4)));

        for (var cut = 1; cut < packed.length; cut += cut < 400 ? 1 : 97) {
            assertThat(Packing.read(packed, cut).text())
                    .as("cut at %d", cut)
                    .isEqualTo(joined(text, text));
        }
    }

    private byte[] planted(String bits) {
        return Packing.planted(pack(text, 1), bits);
    }

    private static byte[] another(byte[] packed) throws Exception {
        try (var in = new BZip2CompressorInputStream(new ByteArrayInputStream(packed), true)) {
            return in.readAllBytes();
        }
    }
}
