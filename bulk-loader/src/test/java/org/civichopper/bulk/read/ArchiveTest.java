package org.civichopper.bulk.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an archive holds is read as a stream, within bounds, and never written anywhere.
class ArchiveTest {

    @TempDir private Path folder;

    private Path zip(String member, byte[] piece, int times) throws IOException {
        var file = folder.resolve("a.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(member));
            for (var time = 0; time < times; time++) {
                zip.write(piece);
            }
        }
        return file;
    }

    @Test
    void aMemberThatUnpacksToMoreThanAnyTextEndsTheReading() throws Exception {
        var file = zip("a.csv", new byte[1 << 20], 80);
        try (var archive = Archive.open(file)) {
            assertThatThrownBy(() -> drain(archive))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a.csv: expected at most 600 times its packed size, found more");
        }
    }

    @Test
    void textThatRepeatsItselfIsNoSuchMember() throws Exception {
        var line = "RCPT,COH,A1,100000319,20200716,N,00060003,5000008,20210705,25,78701\r\n";
        var file = zip("a.csv", line.repeat(1000).getBytes(), 1200);
        try (var archive = Archive.open(file)) {
            drain(archive);
        }
    }

    private static void drain(Archive archive) throws IOException {
        try (var in = archive.open(archive.members().getFirst())) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Test
    void aPathOutOfTheArchiveIsOnlyAName() throws Exception {
        try (var archive = Archive.open(zip("../../etc/contribs_01.csv", new byte[] {'x'}, 1))) {
            assertThat(archive.members())
                    .extracting(Member::name)
                    .containsExactly("contribs_01.csv");
            drain(archive);
        }
    }

    @Test
    void anArchiveThatWantsTooMuchMemoryIsNotRead() throws Exception {
        var file = folder.resolve("a.7z");
        try (var out = new SevenZOutputFile(file.toFile())) {
            out.putArchiveEntry(out.createArchiveEntry(folder.toFile(), "a.csv"));
            out.write(new byte[] {'x'});
            out.closeArchiveEntry();
        }
        wantDictionaryOf256MiB(file);
        try (var archive = Archive.open(file)) {
            assertThatThrownBy(() -> drain(archive))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("KiB");
        }
    }

    // Its header says so, and its checksums are right.
    private static void wantDictionaryOf256MiB(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var header = 32 + (int) bytes.getLong(12);
        var coder = header;
        while (bytes.get(coder) != 0x21
                || bytes.get(coder + 1) != 0x21
                || bytes.get(coder + 2) != 1) {
            coder++;
        }
        bytes.put(coder + 3, (byte) 32);
        bytes.putInt(28, crc(bytes, header, (int) bytes.getLong(20)));
        bytes.putInt(8, crc(bytes, 12, 20));
        Files.write(file, bytes.array());
    }

    private static int crc(ByteBuffer bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(bytes.array(), from, length);
        return (int) crc.getValue();
    }

    @Test
    void whatIsNoArchiveIsToldSo() throws Exception {
        for (var name : List.of("a.zip", "a.7z")) {
            var file = Files.writeString(folder.resolve(name), "not packed at all, just some text");
            assertThatThrownBy(() -> Archive.open(file))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining(name + ": expected a whole file");
        }
    }
}
