package org.civichopper.bulk.courtlistener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.localcloud.courts.InventedDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedFilesTest {

    @Test
    void aFolderMayHoldFilesThatAreUnpackedAlready(@TempDir Path folder) throws Exception {
        try (var courts = Courts.with(30)) {
            for (var file : new InventedDump(Courts.DAY, 30, 1).files().entrySet()) {
                Files.write(folder.resolve(Path.of(file.getKey()).getFileName()), file.getValue());
            }
            var name = InventedDump.file(Courts.OPINIONS, Courts.DAY);
            var plain = new ByteArrayOutputStream();
            new InventedDump(Courts.DAY, 30, 1).writeCsv(Courts.OPINIONS, plain);
            Files.write(folder.resolve(name), plain.toByteArray());
            Files.delete(folder.resolve(name + ".bz2"));

            var ran = courts.hopper("load", "courtlistener", "--from", folder.toString(), "--json");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(courts.rows(Courts.OPINIONS)).isEqualTo(30);
            assertThat(ran.count("requests")).isZero();
        }
    }
}
