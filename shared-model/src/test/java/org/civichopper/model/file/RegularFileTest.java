package org.civichopper.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegularFileTest {

    @TempDir private Path folder;

    @Test
    void aRegularFileIsReadUpToItsLimit() throws Exception {
        var file = Files.writeString(folder.resolve("bill.json"), "1234");
        assertThat(RegularFile.read(file, 4)).asString().isEqualTo("1234");
        assertThatThrownBy(() -> RegularFile.read(file, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("document: expected at most 3 bytes, found more");
    }

    @Test
    void aFileThatClaimsToBeEmptyIsReadNoFurtherThanItsLimit() {
        var maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "SKIPPED: expected Linux, which has such files");
        assertThatThrownBy(() -> RegularFile.read(maps, 10))
                .hasMessage("document: expected at most 10 bytes, found more");
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "1234");
        var link = Files.createSymbolicLink(folder.resolve("bill.json"), secret);
        assertThatThrownBy(() -> RegularFile.read(link, 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("document: expected a regular file, found a link");
        assertThatThrownBy(() -> RegularFile.open(link)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aPipeKeepsNobodyWaiting() throws Exception {
        var pipe = folder.resolve("bill.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> RegularFile.read(pipe, 10))
                .hasMessage(
                        "document: expected a regular file, found a pipe, a socket or a device");
    }
}
