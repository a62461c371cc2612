package org.civichopper.testing;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.civichopper.cli.cloud.LocalInvocation;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.importer.queue.WorkQueue;
import org.civichopper.importer.step.Steps;
import org.civichopper.importer.telemetry.Telemetry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A bucket, a queue and a prepared database of a test's own, with the function that works there.
public final class Site implements AutoCloseable {

    public static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    private static final JsonMapper JSON = new JsonMapper();

    public static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Map<String, String> env;
    private final String bucket;
    private final String queueUrl;
    private final S3Client s3;
    private final SqsClient sqs;
    private final ImporterFunction function;

    private Site(Map<String, String> env, Map<String, String> settings) {
        this.env = env;
        var keys =
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                                env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY")));
        bucket = env.get("S3_REALTIME_BASE").substring("s3://".length());
        queueUrl = env.get("SQS_QUEUE_URL");
        s3 =
                S3Client.builder()
                        .endpointOverride(URI.create(env.get("AWS_ENDPOINT_URL_S3")))
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(keys)
                        .build();
        sqs =
                SqsClient.builder()
                        .endpointOverride(URI.create(env.get("AWS_ENDPOINT_URL_SQS")))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(keys)
                        .build();
        function = function(settings);
    }

    public static Site open() {
        return open(Map.of());
    }

    /// @param settings that the function has beside the environment
    public static Site open(Map<String, String> settings) {
        return new Site(SharedCloud.prepared(), settings);
    }

    /// At addresses that are not all the shared ones.
    public static Site at(Map<String, String> env) {
        return new Site(env, Map.of());
    }

    public Map<String, String> env() {
        return env;
    }

    public String bucket() {
        return bucket;
    }

    /// One more function at this site; whoever asks closes it.
    public ImporterFunction function(Map<String, String> settings) {
        return function(settings, Telemetry.SILENT);
    }

    /// One whose steps are watched.
    public ImporterFunction function(Steps steps) {
        return new ImporterFunction(env, steps, Telemetry.SILENT);
    }

    public ImporterFunction function(Map<String, String> settings, Telemetry telemetry) {
        var its = new HashMap<>(env);
        its.putAll(settings);
        return new ImporterFunction(its, Steps.UNWATCHED, telemetry);
    }

    /// The queue as the function sees it.
    public WorkQueue queue(Duration visibility) {
        return new WorkQueue(sqs, queueUrl, visibility);
    }

    /// What the schedule does.
    public Map<String, Object> tick() {
        return tick(function);
    }

    public static Map<String, Object> tick(ImporterFunction function) {
        return invoke(function, Map.of("source", "aws.scheduler"), TIMEOUT);
    }

    /// Calls a function as Lambda does, by bytes.
    public static Map<String, Object> invoke(
            ImporterFunction function, Map<String, Object> event, Duration timeout) {
        try {
            var answer = new LocalInvocation(timeout).of(function, JSON.writeValueAsString(event));
            return JSON.readValue(answer, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Ticks until there is no message left, as the schedule does.
    public void drain(Duration longest) {
        drain(function, longest);
    }

    private void drain(ImporterFunction function, Duration longest) {
        Patience.until(
                longest,
                () -> {
                    tick(function);
                    return held() + waiting() == 0;
                });
    }

    /// The same by ten functions at once.
    public void drainByTen(Map<String, String> settings, Duration longest) {
        try (var threads = Executors.newFixedThreadPool(10)) {
            var workers =
                    Stream.generate(() ->
                                    CompletableFuture.runAsync(
                                            () -> drainAlone(settings, longest), threads))
                            .limit(10)
                            .toList();
            workers.forEach(CompletableFuture::join);
        }
    }

    private void drainAlone(Map<String, String> settings, Duration longest) {
        try (var one = function(settings)) {
            drain(one, longest);
        }
    }

    /// What a scraper does: the object, then its message.
    public void deliver(String key, byte[] content) {
        put(key, content);
        announce(key);
    }

    public void deliver(String key, String content) {
        deliver(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /// What scrapers do that speak to bucket and queue themselves: the object, then its message
    /// with five fields, which nobody sees for ten seconds.
    public void deliverAsOldScrapersDo(String key, String content) {
        put(key, content.getBytes(StandardCharsets.UTF_8));
        sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(message(key)).delaySeconds(10));
    }

    /// The jurisdiction's document, which brings the session of the sample's bills and votes.
    public void deliverSession() {
        deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
    }

    public void deliverAll(Map<String, byte[]> documents) {
        documents.forEach(this::deliver);
    }

    public void put(String key, byte[] content) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    public void put(String key, byte[] content, Map<String, String> metadata) {
        s3.putObject(
                put -> put.bucket(bucket).key(key).metadata(metadata),
                RequestBody.fromBytes(content));
    }

    public void announce(String key) {
        announce(key, DELAWARE);
    }

    public void announce(String key, String jurisdictionId) {
        send(message(key, jurisdictionId));
    }

    public String message(String key) {
        return message(key, DELAWARE);
    }

    /// A message for what lay under the key before it was overwritten.
    public String messageForOtherContent(String key) {
        return message(key).replace("\"file_path\"", "\"sha256\": \"0f\", \"file_path\"");
    }

    /// As scrapers have always sent it: five fields.
    private String message(String key, String jurisdictionId) {
        return """
        {"file_path": "%s", "bucket": "%s", "jurisdiction_id": "%s",
         "jurisdiction_name": "Delaware", "file_archiving_enabled": false}
        """
                .formatted(key, bucket, jurisdictionId);
    }

    /// As if someone had received these messages five times and brought nothing to an end.
    public void receiveFiveTimes(int messages) {
        var queue = queue(Duration.ofMinutes(3));
        for (int times = 0; times < 5; times++) {
            queue.release(queue.receive(messages), Duration.ZERO);
        }
    }

    /// From now on whatever inserts HB 2 runs into the server's statement timeout.
    public void letBillTwoTakeTooLong() throws SQLException {
        letBillTwo("RAISE 'canceling statement due to statement timeout' USING ERRCODE = '57014'");
    }

    /// From now on whatever inserts HB 2 runs into this statement of PL/pgSQL.
    public void letBillTwo(String statement) throws SQLException {
        execute(
                """
                CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN %s; END $$;
                CREATE TRIGGER slow BEFORE INSERT ON opencivicdata_bill
                   FOR EACH ROW WHEN (NEW.identifier = 'HB 2') EXECUTE FUNCTION strike()
                """
                        .formatted(statement));
    }

    public void send(String body) {
        sqs.sendMessage(send -> send.queueUrl(queueUrl).messageBody(body));
    }

    /// How many messages there are that nobody holds.
    public int waiting() {
        return messages(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /// How many messages were received, or given back for later, and not deleted. Ask for these
    /// first: one that comes free meanwhile is counted twice then, and not missed.
    public int held() {
        return messages(queueUrl, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    /// A message as the queue moves it after its last receive.
    public void sendDeadLetter(String body) {
        sqs.sendMessage(send -> send.queueUrl(queueUrl + "-dead-letters").messageBody(body));
    }

    public int deadLetters() {
        return messages(
                queueUrl + "-dead-letters", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int messages(String url, QueueAttributeName which) {
        return Integer.parseInt(
                sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(which))
                        .attributes()
                        .get(which));
    }

    /// The keys in the bucket that begin so.
    public List<String> keys(String prefix) {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    public String object(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    public Map<String, String> metadata(String key) {
        return s3.headObject(head -> head.bucket(bucket).key(key)).metadata();
    }

    public Connection connect() throws SQLException {
        return DatabaseUrl.parse(env.get("DATABASE_URL")).dataSource().getConnection();
    }

    /// What stands of Delaware, in the form that the cases are compared by.
    public List<String> normalizedRows() throws SQLException {
        try (var connection = connect()) {
            return NormalizedRows.of(connection, DELAWARE);
        }
    }

    /// The rows of a query, each as one text with its columns apart by `|`.
    public List<String> rows(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    columns.add(Objects.toString(answer.getString(i), ""));
                }
                rows.add(columns.stream().collect(joining("|")));
            }
            return rows;
        }
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// As who may do everything; only at the shared server.
    public void executeAsSuperuser(String sql) throws SQLException {
        try (var connection = SharedCloud.superuser(env);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public int count(String table) throws SQLException {
        return Integer.parseInt(rows("SELECT count(*) FROM " + table).getFirst());
    }

    @Override
    public void close() {
        function.close();
        s3.close();
        sqs.close();
    }
}
