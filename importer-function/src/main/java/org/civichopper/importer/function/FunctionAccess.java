package org.civichopper.importer.function;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.bucket.Removal;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The way to everything that the function reaches, by the same settings, but each for itself: for
/// whoever wants to know which of them is wrong. Connects to nothing by itself.
public final class FunctionAccess {

    private static final String DATABASE = "DATABASE_URL";

    /// Something sound, so that what is wrong beside it can be seen.
    private static final Map<String, String> SOUND =
            Map.of(
                    DATABASE,
                    "postgresql://user@localhost/database",
                    BucketName.VARIABLE,
                    "s3://bucket",
                    QueueUrl.VARIABLE,
                    "https://host/queue");

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

    /// @throws IllegalArgumentException if the setting is malformed
    public Optional<String> bucket() {
        return BucketName.named(env);
    }

    /// @throws IllegalArgumentException if the setting is neither on nor off
    public Removal removal() {
        return ImporterConfig.removal(env);
    }

    /// @throws IllegalArgumentException if the setting is malformed
    public Optional<String> queueUrl() {
        return QueueUrl.named(env);
    }

    public Optional<DatabaseUrl> databaseUrl() {
        return isSet(DATABASE) ? Optional.of(database().config().url()) : Optional.empty();
    }

    /// @throws IllegalArgumentException if the settings do not lead to one
    public Database openDatabase() {
        var access = database();
        return Database.open(access.config(), access.login());
    }

    /// A database that an operator names, with the function's way to log in.
    ///
    /// @throws IllegalArgumentException if the settings do not lead to one
    public Database openDatabase(DatabaseUrl url) {
        var access = database(url);
        return Database.open(access.config(), access.login());
    }

    /// The same for tools that want a data source.
    public DataSource dataSource(DatabaseUrl url) {
        var access = database(url);
        return Database.dataSource(access.config(), access.login());
    }

    /// The same for tools that want a data source.
    public DataSource dataSource() {
        var access = database();
        return Database.dataSource(access.config(), access.login());
    }

    /// @throws IllegalArgumentException if the settings do not lead to one
    public S3Client openBucket() {
        return AwsAccess.from(env).s3();
    }

    /// @throws IllegalArgumentException if the settings do not lead to one
    public SqsClient openQueue() {
        return AwsAccess.from(env).sqs();
    }

    private DatabaseAccess database() {
        return DatabaseAccess.from(env, () -> AwsAccess.from(env));
    }

    private DatabaseAccess database(DatabaseUrl url) {
        return DatabaseAccess.to(url, env, () -> AwsAccess.from(env));
    }

    private boolean isSet(String name) {
        return !env.getOrDefault(name, "").isBlank();
    }
}
