package org.civichopper.importer.function;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.Login;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.bucket.Removal;
import org.civichopper.importer.scrape.RetiringLimit;
import org.civichopper.model.document.Limits;
import org.civichopper.notices.Receiver;

/// Everything about the function that somebody may want otherwise.
///
/// @param login with what connections to the database log in
/// @param batchSize messages that are imported in one transaction
/// @param visibility how long a received message is ours; when an instance dies, its messages are
///   back then
/// @param margin how long before the function's end no further batch is begun
/// @param leftBehindAfter how old an object without a message gets before it is sent one
/// @param longestParked how long a document may wait for its bill or session
/// @param ledgerKeptFor how long the ledger knows of what is done; longer than the bucket keeps it
/// @param longestRun how long after its last sign a run that is not all there is closed all the
///   same
/// @param retireAtMost how much of what stands a run may retire before a person says so
/// @param surges whether a tick that finds a backlog starts further instances
/// @param objective how long 95 of 100 documents may take from scraped to committed
/// @param receivers who is told of failures, freshness and runs; nobody, if it is empty
/// @param folders whose each folder of the bucket is
/// @param removal how objects are removed that are kept elsewhere
record ImporterConfig(
        String bucket,
        String queueUrl,
        AwsAccess aws,
        DatabaseConfig database,
        Login login,
        int batchSize,
        Duration visibility,
        Duration margin,
        Duration leftBehindAfter,
        Duration longestParked,
        Duration ledgerKeptFor,
        Duration longestRun,
        RetiringLimit retireAtMost,
        Limits limits,
        boolean surges,
        Duration objective,
        List<Receiver> receivers,
        ScraperFolders folders,
        Removal removal) {

    static final String LAMBDA = "AWS_ENDPOINT_URL_LAMBDA";
    static final String TOPICS = "AWS_ENDPOINT_URL_SNS";

    private static final Pattern SHARE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");
    private static final int LARGEST_BATCH = 1000;
    private static final int LARGEST_DOCUMENT = 256 << 20;
    private static final int LONGEST_OBJECTIVE = 86_400;
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    // Messages come again for three weeks, and scrapes are closed within a month.
    private static final Duration SHORTEST_MEMORY = Duration.ofDays(60);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(36_500);

    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    static ImporterConfig from(Map<String, String> env) {
        var aws = AwsAccess.from(env);
        for (var endpoint : List.of(LAMBDA, TOPICS, SecretLogin.ENDPOINT)) {
            aws.endpoint(endpoint); // a wrong one is said now, and not when it is first needed
        }
        var access = DatabaseAccess.from(env, () -> aws);
        return new ImporterConfig(
                BucketName.required(env),
                QueueUrl.required(env),
                aws,
                access.config(),
                access.login(),
                number(env, "HOPPER_BATCH_SIZE", 300, 1, LARGEST_BATCH),
                duration(env, "HOPPER_VISIBILITY", "PT3M", A_MOMENT, Duration.ofHours(12)),
                Duration.ofSeconds(30),
                duration(env, "HOPPER_LEFT_BEHIND_AFTER", "PT1H", A_MOMENT, Duration.ofDays(7)),
                duration(env, "HOPPER_PARKED_FOR", "P7D", A_MOMENT, Duration.ofDays(365)),
                duration(env, "HOPPER_LEDGER_KEPT_FOR", "P400D", SHORTEST_MEMORY, LONGEST_MEMORY),
                duration(env, "HOPPER_RUN_ENDS_AFTER", "PT24H", A_MOMENT, Duration.ofDays(30)),
                new RetiringLimit(share(env, "HOPPER_RETIRE_AT_MOST", "0.2")),
                Limits.DEFAULT.ofBytes(
                        number(
                                env,
                                "HOPPER_LARGEST_DOCUMENT",
                                (int) Limits.DEFAULT.bytes(),
                                1,
                                LARGEST_DOCUMENT)),
                onOrOff(env, "HOPPER_SURGE"),
                Duration.ofSeconds(
                        number(env, "HOPPER_FRESHNESS_OBJECTIVE", 300, 1, LONGEST_OBJECTIVE)),
                parsed(env, "HOPPER_NOTIFY", Receiver::parse),
                parsed(env, "HOPPER_FOLDERS", ScraperFolders::with),
                removal(env));
    }

    private static <T> T parsed(Map<String, String> env, String name, Function<String, T> parse) {
        try {
            return parse.apply(env.getOrDefault(name, ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    static Removal removal(Map<String, String> env) {
        return onOrOff(env, "HOPPER_UNCONDITIONAL_DELETE")
                ? Removal.WHATEVER_LIES_THERE
                : Removal.AS_READ;
    }

    private static int number(
            Map<String, String> env, String name, int otherwise, int from, int to) {
        var text = env.getOrDefault(name, Integer.toString(otherwise));
        try {
            var number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(name, from, to, text);
    }

    private static double share(Map<String, String> env, String name, String otherwise) {
        var text = env.getOrDefault(name, otherwise);
        if (SHARE.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        throw wrong(name, "0", "1, such as 0.2", text);
    }

    private static Duration duration(
            Map<String, String> env, String name, String otherwise, Duration from, Duration to) {
        var text = env.getOrDefault(name, otherwise);
        try {
            var duration = Duration.parse(text);
            if (duration.compareTo(from) >= 0 && duration.compareTo(to) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw wrong(name, from, to, text);
    }

    static boolean onOrOff(Map<String, String> env, String name) {
        var text = env.getOrDefault(name, "off");
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "%s: expected on or off, found \"%s\"".formatted(name, text));
        };
    }

    private static IllegalArgumentException wrong(
            String name, Object from, Object to, String found) {
        return new IllegalArgumentException(
                "%s: expected %s to %s, found \"%s\"".formatted(name, from, to, found));
    }

    static String required(Map<String, String> env, String name) {
        var value = env.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
