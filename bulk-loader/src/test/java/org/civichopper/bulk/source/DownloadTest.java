package org.civichopper.bulk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file has its name when it is whole; what is here is not fetched again.
class DownloadTest {

    private static final int SIZE = 1_500_000;
    private static final int BEGUN = 400_000;

    @TempDir private Path folder;

    private final OneObject object = new OneObject(SIZE);
    private final PoliteClient client =
            ResumableBodyTest.client(Duration.ofSeconds(20), Duration.ofSeconds(10));
    private Path file;
    private Path part;
    private Download download;

    @BeforeEach
    void begin() {
        file = folder.resolve("opinions.csv.bz2");
        part = folder.resolve("opinions.csv.bz2.part");
        download = new Download(client, object.address(), file);
    }

    @AfterEach
    void stop() {
        client.close();
        object.close();
    }

    private ObjectVersion fetch() throws IOException, InterruptedException {
        return download.fetch(_ -> {});
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private void isWhole() throws IOException {
        assertThat(file).hasBinaryContent(object.bytes);
        assertThat(names()).containsExactly(".opinions.csv.bz2.etag", "opinions.csv.bz2");
        assertThat(download.standing()).contains(new ObjectVersion(object.etag, SIZE));
    }

    // As a process that was killed would leave it.
    private void begun() throws IOException {
        assertThatThrownBy(() ->
                        download.fetch(bytes -> {
                            if (Files.exists(part) && part.toFile().length() > BEGUN) {
                                throw new InterruptedException("killed");
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(part.toFile().length()).isBetween((long) BEGUN, SIZE - 1L);
        assertThat(file).doesNotExist();
    }

    @Test
    void itIsWholeOrNotThere() throws Exception {
        object.cutEvery = 250_000;
        assertThat(fetch()).isEqualTo(new ObjectVersion(object.etag, SIZE));
        isWhole();
        assertThat(object.sent.get()).isLessThan(SIZE * 11L / 10);
    }

    @Test
    void theVersionThatIsHereCostsNoBytes() throws Exception {
        fetch();
        assertThat(fetch()).isEqualTo(new ObjectVersion(object.etag, SIZE));
        isWhole();
        assertThat(object.sent.get()).isEqualTo(SIZE);
        assertThat(object.asked().getLast()).contains("If-None-Match: \"one-17\"");
    }

    @Test
    void aPartGoesOnInAnotherProcess() throws Exception {
        begun();
        var here = download.here(new ObjectVersion(object.etag, SIZE));
        assertThat(here).isEqualTo(part.toFile().length());
        assertThat(download.here(new ObjectVersion("\"other\"", SIZE))).isZero();
        object.asked().clear();
        fetch();
        isWhole();
        assertThat(object.asked())
                .singleElement()
                .asString()
                .contains("Range: bytes=" + here + "-", "If-Range: \"one-17\"");
    }

    @Test
    void aPartOfAnotherVersionBeginsAnew() throws Exception {
        begun();
        object.etag = "\"two-17\"";
        object.bytes = OneObject.random(SIZE, 2);
        fetch();
        isWhole();
    }

    @Test
    void aPartOfAnUnknownVersionBeginsAnew() throws Exception {
        Files.write(part, new byte[SIZE / 2]);
        fetch();
        isWhole();
    }

    @Test
    void aPartThatIsLongerThanItsVersionBeginsAnew() throws Exception {
        begun();
        Files.write(part, new byte[SIZE], StandardOpenOption.APPEND);
        fetch();
        isWhole();
    }

    @Test
    void aPartThatOnlyLacksItsNameIsNotFetchedAgain() throws Exception {
        begun();
        Files.write(part, object.bytes);
        object.sent.set(0);
        fetch();
        isWhole();
        assertThat(object.sent.get()).isEqualTo(1);
    }

    @Test
    void aFileThatExistsIsNotTakenForAWholeOne() throws Exception {
        Files.write(file, new byte[SIZE]);
        assertThat(download.standing()).isEmpty();
        fetch();
        isWhole();
        Files.write(file, new byte[SIZE / 2]);
        assertThat(download.standing()).isEmpty();
        fetch();
        isWhole();
    }

    @Test
    void anObjectThatChangesMeanwhileBeginsAnew() throws Exception {
        object.cutEvery = 500_000;
        object.afterEachCut =
                () -> {
                    object.cutEvery = Long.MAX_VALUE;
                    object.etag = "\"two\"";
                    object.bytes = OneObject.random(SIZE, 2);
                };
        fetch();
        isWhole();
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldOne() throws Exception {
        fetch();
        object.etag = "\"two\"";
        object.bytes = Arrays.copyOf(OneObject.random(SIZE, 3), SIZE);
        fetch();
        isWhole();
    }

    @Test
    void anObjectThatChangesAllTheTimeEndsIt() {
        object.cutEvery = 100_000;
        object.afterEachCut = () -> object.etag = "\"v" + System.nanoTime() + "\"";
        assertThatThrownBy(this::fetch)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("changed 6 times");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatNamesNoVersionIsFetchedWhole() throws Exception {
        object.etag = "";
        fetch();
        fetch();
        assertThat(file).hasBinaryContent(object.bytes);
        assertThat(object.sent.get()).isEqualTo(2 * SIZE);
    }

    @Test
    void twoAtOneFileIsOneTooMany() throws Exception {
        try (var other =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatThrownBy(this::fetch)
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("another one is at it");
        }
    }
}
