package org.civichopper.importer.function;

import static org.civichopper.importer.function.ImporterConfig.onOrOff;
import static org.civichopper.importer.function.ImporterConfig.required;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.RoleToken;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.Login;

/// Where the database is and how to log in there: by what the URL says, by a secret of Secrets
/// Manager, or by the function's role.
record DatabaseAccess(DatabaseConfig config, Login login) {

    private static final String URL = "DATABASE_URL";
    private static final String SECRET = "HOPPER_DATABASE_SECRET";
    private static final String ROLE = "HOPPER_DATABASE_IAM";
    private static final String SSL_MODE = "sslmode";
    // Nothing less may see a token: whoever has it can log in with it.
    private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

    static DatabaseAccess from(Map<String, String> env, Supplier<AwsAccess> aws) {
        return to(url(required(env, URL)), env, aws);
    }

    /// @param aws asked only where a secret or a role logs in
    static DatabaseAccess to(DatabaseUrl url, Map<String, String> env, Supplier<AwsAccess> aws) {
        var secret = env.getOrDefault(SECRET, "").strip();
        var byRole = onOrOff(env, ROLE);
        if (byRole && !secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s, %s: expected one of them at most, found both".formatted(SECRET, ROLE));
        }
        if (byRole) {
            var encrypted = encrypted(url);
            return of(env, encrypted, role(encrypted, aws.get()));
        }
        return of(env, url, secret.isEmpty() ? Login.of(url) : new SecretLogin(aws.get(), secret));
    }

    private static DatabaseAccess of(Map<String, String> env, DatabaseUrl url, Login login) {
        var config = DatabaseConfig.of(url);
        return new DatabaseAccess(
                onOrOff(env, "HOPPER_DATABASE_POOLER") ? config.behindPooler() : config, login);
    }

    private static DatabaseUrl url(String text) {
        try {
            return DatabaseUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(URL + ": " + e.getMessage(), e);
        }
    }

    private static DatabaseUrl encrypted(DatabaseUrl url) {
        var options = new HashMap<>(url.options());
        var mode = options.computeIfAbsent(SSL_MODE, _ -> "require");
        if (!ENCRYPTED.contains(mode)) {
            throw new IllegalArgumentException(
                    "%s: expected sslmode=require, verify-ca or verify-full with %s=on, found %s"
                            .formatted(URL, ROLE, mode));
        }
        return new DatabaseUrl(
                url.host(), url.port(), url.database(), url.user(), url.password(), options);
    }

    private static Login role(DatabaseUrl url, AwsAccess aws) {
        var user =
                url.user()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s: expected a user in it with %s=on, found none"
                                                .formatted(URL, ROLE)));
        var region =
                aws.region()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "AWS_REGION: expected a region with %s=on, found none"
                                                .formatted(ROLE)));
        return new RoleLogin(
                new RoleToken(
                        url.host(),
                        url.port(),
                        user,
                        region,
                        aws.credentials(),
                        Clock.systemUTC()));
    }
}
