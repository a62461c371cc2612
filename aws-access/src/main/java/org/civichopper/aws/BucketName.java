package org.civichopper.aws;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The bucket that scrapers name in their environment.
public final class BucketName {

    public static final String VARIABLE = "S3_REALTIME_BASE";

    private static final Pattern BASE = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})/?");

    private BucketName() {}

    /// @throws IllegalArgumentException if it is not set, or malformed
    public static String required(Map<String, String> env) {
        return named(env)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                VARIABLE
                                        + " is not set: set it to the bucket, for example s3://my-bucket"));
    }

    /// Empty where it is not set.
    ///
    /// @throws IllegalArgumentException if it is malformed
    public static Optional<String> named(Map<String, String> env) {
        return Optional.ofNullable(env.get(VARIABLE))
                .filter(base -> !base.isBlank())
                .map(BucketName::name);
    }

    private static String name(String base) {
        var matcher = BASE.matcher(base);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "%s: expected s3:// and the name of a bucket, without a folder, found \"%s\": documents lie at the top of the bucket"
                            .formatted(VARIABLE, base));
        }
        return matcher.group(1);
    }
}
