package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What a killed bucket server leaves at each of its steps, and what the next one makes of it.
class BucketRepairTest {

    private static final String KEY = "A1";

    @TempDir private Path folder;
    private LocalBucket server;
    private S3Client s3;

    @BeforeEach
    void aBucketWithTwoObjects() {
        open();
        server.create("box");
        put("first.json", "first");
        put("second.json", "second");
    }

    @AfterEach
    void close() {
        s3.close();
        server.close();
    }

    private void open() {
        server = LocalBucket.start(folder, KEY);
        s3 = Clients.s3(server.endpoint(), KEY);
    }

    private void openAgain() {
        close();
        open();
    }

    @Test
    void aBucketFileThatIsEmptyIsWrittenFromTheObjects() throws IOException {
        Files.writeString(folder.resolve("box/bucketMetadata.json"), "");

        openAgain();
        server.create("box");

        assertThat(keys()).containsExactly("first.json", "second.json");
        assertThat(get("second.json")).isEqualTo("second");
        put("third.json", "third");
        assertThat(get("third.json")).isEqualTo("third");
    }

    @Test
    void anObjectThatWasNeverWholeIsNotThere() throws IOException {
        Files.delete(object("first.json").resolve("objectMetadata.json"));
        Files.writeString(object("second.json").resolve("objectMetadata.json"), "");

        openAgain();

        assertThat(keys()).isEmpty();
        put("first.json", "again");
        assertThat(get("first.json")).isEqualTo("again");
    }

    @Test
    void anObjectWhoseSuccessorWasOnlyBegunIsTheOldOne() throws IOException {
        var half = Files.writeString(folder.resolve("half"), "firs");
        Files.copy(
                half,
                object("first.json").resolve("binaryData"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.delete(object("second.json").resolve("binaryData"));
        Files.delete(half);

        openAgain();

        assertThat(get("first.json")).isEqualTo("first");
        assertThat(get("second.json")).isEqualTo("second");
    }

    @Test
    void anObjectThatWasReplacedIsTheNewOne() {
        put("first.json", "newer");

        openAgain();

        assertThat(get("first.json")).isEqualTo("newer");
    }

    @Test
    void anObjectOfAVersionThatKeptNoSecondNameStays() throws IOException {
        try (var kept = Files.newDirectoryStream(object("first.json"), "binaryData-*")) {
            for (var name : kept) {
                Files.delete(name);
            }
        }

        openAgain();

        assertThat(get("first.json")).isEqualTo("first");
    }

    private void put(String key, String content) {
        s3.putObject(put -> put.bucket("box").key(key), RequestBody.fromString(content));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(get -> get.bucket("box").key(key)).asUtf8String();
    }

    private List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket("box")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private Path object(String key) throws IOException {
        try (var files = Files.walk(folder.resolve("box"))) {
            return files.filter(file -> file.endsWith("objectMetadata.json"))
                    .filter(file -> content(file).contains("\"" + key + "\""))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
