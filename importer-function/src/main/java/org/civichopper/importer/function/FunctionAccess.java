package org.civichopper.importer.function;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.bucket.Removal;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The way to everything that the function reaches, by the same settings, but each for itself: for
/// whoever wants to know which of them is wrong. Connects to nothing by itself.
public final class FunctionAccess {

    private static final String DATABASE = "DATABASE_URL";
    private static final String BUCKET = "S3_REALTIME_BASE";
    private static final String QUEUE = "SQS_QUEUE_URL";

    /// Something sound, so that what is wrong beside it can be seen.
    private static final Map<String, String> SOUND =
            Map.of(
                    DATABASE, "postgresql://user@localhost/database",
                    BUCKET, "s3://bucket",
                    QUEUE, "https://queue");

    private static final Pattern VARIABLE = Pattern.compile("^[A-Z][A-Z0-9_]*");

    private final Map<String, String> env;

    public FunctionAccess(Map<String, String> env) {
        this.env = Map.copyOf(env);
    }

    /// What the function would refuse, the variable's name first.
    ///
    /// @param optional variables that may be missing because nobody asks for what they lead to
    public List<String> faults(List<String> optional) {
        var tried = new HashMap<>(env);
        optional.forEach(name -> {
            if (!isSet(name)) {
                tried.put(name, SOUND.get(name));
            }
        });
        var faults = new LinkedHashSet<String>();
        var fault = fault(tried);
        while (fault.isPresent() && faults.add(fault.get())) {
            var variable = VARIABLE.matcher(fault.get());
            if (variable.find()) {
                var name = variable.group();
                tried.compute(name, (_, _) -> SOUND.get(name));
            }
            fault = fault(tried);
        }
        return List.copyOf(faults);
    }

    private static Optional<String> fault(Map<String, String> env) {
        try {
            ImporterConfig.from(env);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    public Optional<String> bucket() {
        return value(BUCKET).map(ImporterConfig::bucket);
    }

    /// @throws IllegalArgumentException if the setting is neither on nor off
    public Removal removal() {
        return ImporterConfig.removal(env);
    }

    public Optional<String> queueUrl() {
        return value(QUEUE);
    }

    public Optional<DatabaseUrl> databaseUrl() {
        return value(DATABASE).map(_ -> database().config().url());
    }

    /// @throws IllegalArgumentException if the settings do not lead to one
    public Database openDatabase() {
        var access = database();
        return Database.open(access.config(), access.login());
    }

    /// The same for tools that want a data source.
    public DataSource dataSource() {
        var access = database();
        return Database.dataSource(access.config(), access.login());
    }

    public S3Client openBucket() {
        return AwsAccess.from(env).s3();
    }

    public SqsClient openQueue() {
        return AwsAccess.from(env).sqs();
    }

    private DatabaseAccess database() {
        return DatabaseAccess.from(env, AwsAccess.from(env));
    }

    private Optional<String> value(String name) {
        return isSet(name) ? Optional.of(env.get(name)) : Optional.empty();
    }

    private boolean isSet(String name) {
        return !env.getOrDefault(name, "").isBlank();
    }
}
