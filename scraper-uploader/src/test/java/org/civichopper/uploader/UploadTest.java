package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.QueueMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class UploadTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    @TempDir private Path data;
    private Map<String, String> env;
    private UploadConfig config;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeEach
    void createBucketAndQueue(TestInfo test) {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase();
        env = new HashMap<>(SharedCloud.environment(name));
        config = UploadConfig.from(env);
        s3 = config.access().s3();
        sqs = config.access().sqs();
    }

    @AfterEach
    void closeClients() {
        s3.close();
        sqs.close();
    }

    @Test
    void everyDocumentIsStoredAndAnnounced() throws Exception {
        writeScrape(25);
        var result = send(UploadListener.SILENT);

        assertThat(result.sent())
                .containsExactly(
                        Map.entry("jurisdiction", 1L),
                        Map.entry("bill", 25L),
                        Map.entry("vote_event", 25L));
        assertThat(result.failed()).isZero();
        assertThat(result.bytes()).isEqualTo(ScrapeDirectory.of(data).survey().bytes());
        var messages = receiveAll();
        assertThat(messages).extracting(QueueMessage::filePath).hasSize(51).doesNotHaveDuplicates();
        for (var message : messages) {
            var content = Files.readAllBytes(data.resolve(message.key().value()));
            assertThat(stored(message)).isEqualTo(content);
            assertThat(message.bucket()).isEqualTo(config.bucket());
            assertThat(message.jurisdictionId()).isEqualTo(DELAWARE);
            assertThat(message.jurisdictionName()).isEqualTo("Delaware");
            assertThat(message.sha256()).contains(sha256(content));
            assertThat(message.sentAt()).isPresent();
        }
    }

    @Test
    void noMessageIsEverAheadOfItsObject() throws Exception {
        writeScrape(40);
        var sending = new FutureTask<>(() -> send(UploadListener.SILENT));
        Thread.startVirtualThread(sending);
        var seen = 0;
        while (seen < 81) {
            for (var message : receive(1)) {
                assertThat(stored(message)).isNotEmpty(); // throws, should it not lie there yet
                seen++;
            }
        }
        assertThat(sending.get().total()).isEqualTo(81);
    }

    @Test
    void whatWasSentIsSentAgainOnlyOnRequest() throws Exception {
        writeScrape(3);
        send(UploadListener.SILENT);
        var second = send(UploadListener.SILENT);
        assertThat(second.total()).isZero();
        assertThat(second.already()).isEqualTo(7);
        assertThat(second.failed()).isZero();
        send(new SendingRules(Optional.empty(), 4, true, false), UploadListener.SILENT);
        assertThat(receiveAll()).extracting(QueueMessage::filePath).hasSize(14);
        assertThat(s3.listObjectsV2(list -> list.bucket(config.bucket())).keyCount()).isEqualTo(7);
    }

    @Test
    void oneBadFileIsOneLineAndTheRestGoesOn() throws Exception {
        writeScrape(3);
        try (var file = new RandomAccessFile(data.resolve("de/bill_big.json").toFile(), "rw")) {
            file.setLength((32L << 20) + 1);
        }
        var heard = new Heard();
        var result = send(heard);
        assertThat(result.failed()).isOne();
        assertThat(result.total()).isEqualTo(7);
        assertThat(heard.found).containsExactly(8L);
        assertThat(heard.failures)
                .containsExactly(
                        data.resolve("de/bill_big.json")
                                + ": cannot be read: expected at most 33554432 bytes, found more");
        assertThat(receiveAll()).hasSize(7);
    }

    @Test
    void whatIsNoRegularFileOrNoDocumentStaysAndTheRestGoes() throws Exception {
        writeScrape(3);
        var secret = Files.writeString(data.resolve("secret"), "{\"password\": 1}");
        Files.createSymbolicLink(data.resolve("de/bill_link.json"), secret);
        var pipe = data.resolve("de/bill_pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Files.writeString(data.resolve("de/event_text.json"), "HOME=/root");
        Files.writeString(data.resolve("de/event_list.json"), "[{}]");
        var heard = new Heard();
        var result = send(heard);
        assertThat(result.total()).isEqualTo(7);
        assertThat(result.failed()).isEqualTo(4);
        var notWhole = "not sent: expected a whole JSON object, found a part of one, or none";
        assertThat(heard.failures)
                .containsExactlyInAnyOrder(
                        data.resolve("de/bill_link.json")
                                + ": cannot be read: expected a regular file, found a link",
                        pipe
                                + ": cannot be read: expected a regular file, found a pipe, a socket or a device",
                        data.resolve("de/event_text.json") + ": " + notWhole,
                        data.resolve("de/event_list.json") + ": " + notWhole);
        assertThat(receiveAll()).hasSize(7);
    }

    @Test
    void aRecordThatIsALinkLeavesAloneWhatItPointsAt() throws Exception {
        writeScrape(1);
        var precious = Files.writeString(data.resolve("precious"), "half a line");
        Files.createSymbolicLink(data.resolve("de/.hopper-sent"), precious);
        var heard = new Heard();
        assertThat(send(heard).total()).isEqualTo(3);
        assertThat(precious).hasContent("half a line");
        assertThat(heard.notes)
                .singleElement()
                .asString()
                .contains(".hopper-sent: cannot be written", "a regular file, found a link");
    }

    @Test
    void anEndlessLineOfTheRecordDoesNotCount() throws Exception {
        writeScrape(1);
        send(UploadListener.SILENT);
        var record = data.resolve("de/.hopper-sent");
        var whole = Files.readString(record);
        Files.writeString(record, whole + "x".repeat(1 << 20) + "\n" + "half");
        assertThat(send(UploadListener.SILENT).already()).isEqualTo(3);
        assertThat(record).hasContent(whole + "x".repeat(1 << 20) + "\n");
    }

    @Test
    void aChangedFileIsSentAndTheRecordKeepsBothContents() throws Exception {
        writeScrape(1);
        send(UploadListener.SILENT);
        Files.writeString(data.resolve("de/bill_0.json"), "{\"n\": 99}");
        assertThat(send(UploadListener.SILENT).sent()).isEqualTo(Map.of("bill", 1L));
        assertThat(Files.readAllLines(data.resolve("de/.hopper-sent"))).hasSize(4);
    }

    @Test
    void halfALineOfTheRecordDoesNotCount() throws Exception {
        writeScrape(3);
        send(UploadListener.SILENT);
        var record = data.resolve("de/.hopper-sent");
        var whole = Files.readAllBytes(record);
        Files.write(record, Arrays.copyOf(whole, whole.length - 5));
        assertThat(send(UploadListener.SILENT).total()).isOne();
        assertThat(Files.readAllBytes(record)).isEqualTo(whole);
    }

    @Test
    void aSecondDestinationGetsEverythingAndTheFirstKeepsItsRecord() throws Exception {
        writeScrape(2);
        assertThat(send(UploadListener.SILENT).total()).isEqualTo(5);
        var first = config;
        var second = SharedCloud.environment("anotherdestination");
        config = UploadConfig.from(second);
        assertThat(preview(second).total()).isEqualTo(5);
        assertThat(preview(env).already()).isEqualTo(5);

        var result = send(UploadListener.SILENT);

        assertThat(result.already()).isZero();
        assertThat(result.sent())
                .isEqualTo(Map.of("jurisdiction", 1L, "bill", 2L, "vote_event", 2L));
        assertThat(send(UploadListener.SILENT).already()).isEqualTo(5);
        config = first;
        assertThat(send(UploadListener.SILENT).already()).isEqualTo(5);
    }

    @Test
    void aBucketThatLostTheFolderIsNoticedAndGetsEverythingAgain() throws Exception {
        writeScrape(2);
        send(UploadListener.SILENT);
        var record = data.resolve("de/.hopper-sent");
        var lines = Files.readAllLines(record);
        deleteAllObjects();
        put("oh/bill_1.json"); // of another folder, which was quicker

        var heard = new Heard();
        assertThat(send(heard).already()).isZero();

        assertThat(heard.notes)
                .singleElement()
                .asString()
                .contains("5 documents were sent to this bucket, and nothing of them is there");
        assertThat(Files.readAllLines(record)).startsWith(lines.toArray(String[]::new)).hasSize(11);
        assertThat(send(UploadListener.SILENT).already()).isEqualTo(5);
    }

    @Test
    void aDeathInAnEmptyBucketLeavesTheRestToTheNextTime() throws Exception {
        writeScrape(2);
        send(UploadListener.SILENT);
        deleteAllObjects();
        send(UploadListener.SILENT);
        var record = data.resolve("de/.hopper-sent");
        var lines = Files.readAllLines(record);
        Files.write(record, lines.subList(0, lines.size() - 4));

        assertThat(send(UploadListener.SILENT).already()).isOne();
    }

    @Test
    void whatWasImportedAndArchivedIsNotLost() throws Exception {
        writeScrape(2);
        send(UploadListener.SILENT);
        deleteAllObjects();
        put("archived/2026-11-20/de/bill_0.0123456789ab.json");
        assertThat(send(UploadListener.SILENT).already()).isEqualTo(5);
    }

    private UploadResult preview(Map<String, String> to) throws InterruptedException {
        var rules = new SendingRules(Optional.empty(), 4, false, false, Destination.named(to));
        return Preview.of(ScrapeDirectory.of(data), rules, UploadListener.SILENT);
    }

    private void put(String key) {
        s3.putObject(put -> put.bucket(config.bucket()).key(key), RequestBody.fromString("{}"));
    }

    private void deleteAllObjects() {
        for (var object :
                s3.listObjectsV2Paginator(list -> list.bucket(config.bucket())).contents()) {
            s3.deleteObject(one -> one.bucket(config.bucket()).key(object.key()));
        }
    }

    @Test
    void aLargeDocumentIsPackedOnItsWay() throws Exception {
        writeScrape(1);
        var large = "{\"title\": \"" + "x".repeat(300_000) + "\"}";
        Files.writeString(data.resolve("de/bill_large.json"), large);
        send(UploadListener.SILENT);
        var message =
                receiveAll().stream()
                        .filter(each -> each.filePath().equals("de/bill_large.json.gz"))
                        .findFirst()
                        .orElseThrow();
        var object = stored(message);
        assertThat(message.sha256()).contains(sha256(object));
        assertThat(object.length).isLessThan(10_000);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(object))) {
            assertThat(unpacked.readAllBytes()).asString().isEqualTo(large);
        }
    }

    @Test
    void whatIsPackedUnderAPlainNameGoesAsItIsUnderThatOfWhatIsPacked() throws Exception {
        var folder = Files.createDirectories(data.resolve("de"));
        var packed = zipped(1);
        Files.write(folder.resolve("bill_small.json"), packed);
        Files.write(
                folder.resolve("jurisdiction_ocd-jurisdiction-country:us-state:de-government.json"),
                packed("{\"id\": \"%s\", \"name\": \"Delaware\"}".formatted(DELAWARE)));

        assertThat(send(UploadListener.SILENT).failed()).isZero();
        var messages = receiveAll();
        assertThat(messages)
                .extracting(QueueMessage::filePath)
                .hasSize(2)
                .contains("de/bill_small.json.gz");
        for (var message : messages) {
            if (message.filePath().contains("bill")) {
                assertThat(stored(message)).isEqualTo(packed);
            }
        }
    }

    @Test
    void whatWouldBeRejectedIsSentWithAWarningUnlessStrict() throws Exception {
        writeScrape(1);
        var heard = new Heard();
        var strict = new SendingRules(Optional.empty(), 4, false, true);
        // None of these three has what its kind must have.
        assertThat(send(strict, heard).failed()).isEqualTo(3);
        assertThat(heard.failures).hasSize(3).anyMatch(line -> line.contains("the importer would"));
        assertThat(receiveAll()).isEmpty();
        assertThat(send(heard).total()).isEqualTo(3);
        assertThat(heard.warnings)
                .anyMatch(line -> line.matches(".*bill_0\\.json: .*expected.*found.*"));
    }

    @Test
    void aMissingBucketIsOneClearError() throws Exception {
        writeScrape(300);
        env.put("S3_REALTIME_BASE", "s3://nowhere");
        config = UploadConfig.from(env);
        assertThatThrownBy(() -> send(UploadListener.SILENT))
                .isInstanceOf(CannotUploadException.class)
                .hasMessage(
                        "the bucket \"nowhere\" does not exist: check S3_REALTIME_BASE (gave up; 0 documents were sent before)");
        assertThat(receiveAll()).isEmpty();
    }

    @Test
    void aMissingQueueIsOneClearError() throws Exception {
        writeScrape(300);
        env.merge("SQS_QUEUE_URL", "-nowhere", String::concat);
        config = UploadConfig.from(env);
        var heard = new Heard();
        assertThatThrownBy(() -> send(heard))
                .isInstanceOf(CannotUploadException.class)
                .hasMessageStartingWith("the queue does not exist: check SQS_QUEUE_URL");
        assertThat(heard.failures).isEmpty();
    }

    private UploadResult send(UploadListener listener) throws InterruptedException {
        return send(SendingRules.DEFAULT, listener);
    }

    private UploadResult send(SendingRules rules, UploadListener listener)
            throws InterruptedException {
        try (var upload = new Upload(config)) {
            return upload.send(ScrapeDirectory.of(data), rules, listener);
        }
    }

    private void writeScrape(int bills) throws IOException {
        var folder = Files.createDirectories(data.resolve("de"));
        Files.writeString(
                folder.resolve("jurisdiction_ocd-jurisdiction-country:us-state:de-government.json"),
                "{\"id\": \"%s\", \"name\": \"Delaware\"}".formatted(DELAWARE));
        for (var bill = 0; bill < bills; bill++) {
            Files.writeString(folder.resolve("bill_" + bill + ".json"), "{\"n\": " + bill + "}");
            Files.write(folder.resolve("vote_event_" + bill + ".json.gz"), zipped(bill));
        }
    }

    private static byte[] zipped(int vote) throws IOException {
        return packed("{\"n\": %d}".formatted(vote));
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private List<QueueMessage> receiveAll() {
        var all = new ArrayList<QueueMessage>();
        for (var batch = receive(0); !batch.isEmpty(); batch = receive(0)) {
            all.addAll(batch);
        }
        return all;
    }

    private List<QueueMessage> receive(int waitSeconds) {
        return sqs
                .receiveMessage(receive ->
                        receive.queueUrl(env.get("SQS_QUEUE_URL"))
                                .maxNumberOfMessages(10)
                                .waitTimeSeconds(waitSeconds))
                .messages()
                .stream()
                .map(message -> QueueMessage.parse(message.body()))
                .toList();
    }

    private byte[] stored(QueueMessage message) {
        return s3.getObjectAsBytes(get -> get.bucket(message.bucket()).key(message.filePath()))
                .asByteArray();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static final class Heard implements UploadListener {

        private final List<Long> found = new ArrayList<>();
        private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

        @Override
        public void note(String line) {
            notes.add(line);
        }

        @Override
        public void found(long documents) {
            found.add(documents);
        }

        @Override
        public void sent(ObjectKey key, long bytes) {}

        @Override
        public void warned(Path file, String complaint) {
            warnings.add(file + ": " + complaint);
        }

        @Override
        public void failed(Path file, String reason) {
            failures.add(file + ": " + reason);
        }
    }
}
