package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Killed again and again while four senders put, replace, copy and delete: it starts again, and
/// what a sender was told is there.
class KilledBucketTest {

    private static final String KEY = "A1";
    private static final int KILLS = 3;
    private static final int SENDERS = 4;
    private static final int AT_LEAST = 60; // requests that succeed before a kill

    @TempDir private Path folder;
    private final Map<String, String> standing = new ConcurrentHashMap<>();

    @Test
    void whatItSaidThatItHadIsThereAfterEachKill() throws Exception {
        for (var kill = 0; kill < KILLS; kill++) {
            killUnderLoad(kill);
        }
        var server = LocalBucket.start(folder, KEY);
        try (var s3 = Clients.s3(server.endpoint(), KEY)) {
            standing.forEach((key, content) ->
                    assertThat(
                                    s3.getObjectAsBytes(get -> get.bucket("box").key(key))
                                            .asUtf8String())
                            .as(key)
                            .startsWith(content.substring(0, content.indexOf('.')))
                            .hasSizeGreaterThan(10_000)
                            .endsWith("end"));
        } finally {
            server.close();
        }
        assertThat(standing).hasSizeGreaterThan(SENDERS * KILLS);
    }

    private void killUnderLoad(int kill) throws Exception {
        var program =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Serves.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var endpoint = URI.create(program.inputReader().readLine());
        var succeeded = new Semaphore(0);
        try (var threads = Executors.newFixedThreadPool(SENDERS);
                var s3 = Clients.s3(endpoint, KEY)) {
            var senders =
                    IntStream.range(0, SENDERS)
                            .mapToObj(sender ->
                                    CompletableFuture.runAsync(
                                            () -> send(s3, kill + "-" + sender, succeeded),
                                            threads))
                            .toList();
            assertThat(succeeded.tryAcquire(AT_LEAST, 2, TimeUnit.MINUTES)).isTrue();
            program.destroyForcibly().waitFor();
            senders.forEach(CompletableFuture::join);
        }
    }

    // Each document goes the way of one that is imported, and one key takes ever new versions.
    private void send(S3Client s3, String sender, Semaphore succeeded) {
        try {
            for (var number = 0; ; number++) {
                var content = "%s-%d.%s end".formatted(sender, number, "x".repeat(20_000));
                put(s3, "de/" + sender + "-" + number, content);
                put(s3, "de/" + sender, content);
                succeeded.release(2);
                if (number % 2 == 0) {
                    archive(s3, sender + "-" + number, content);
                    succeeded.release(2);
                }
            }
        } catch (SdkException e) {
            // killed
        }
    }

    // Replaced or not by a request that had no answer, it is one of the two: both end alike.
    private void put(S3Client s3, String key, String content) {
        var before = standing.remove(key);
        try {
            s3.putObject(put -> put.bucket("box").key(key), RequestBody.fromString(content));
            standing.put(key, content);
        } finally {
            if (before != null) {
                standing.putIfAbsent(key, before.substring(0, before.lastIndexOf('-')) + ".");
            }
        }
    }

    private void archive(S3Client s3, String name, String content) {
        s3.copyObject(copy ->
                copy.sourceBucket("box")
                        .sourceKey("de/" + name)
                        .destinationBucket("box")
                        .destinationKey("archived/" + name));
        standing.put("archived/" + name, content);
        standing.remove("de/" + name);
        s3.deleteObject(delete -> delete.bucket("box").key("de/" + name));
    }

    /// A program that does not get the chance to clean up after itself.
    static final class Serves {
        public static void main(String[] arguments) throws Exception {
            var server = LocalBucket.start(Path.of(arguments[0]), KEY);
            server.create("box");
            System.out.println(server.endpoint());
            System.in.read();
        }
    }
}
