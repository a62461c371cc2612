package org.civichopper.localcloud.bucket;

import java.util.Map;

/// What a [PublicBucket] does instead of answering as it should.
public sealed interface Misdeed {

    /// This answer instead of the right one.
    record Status(int code, Map<String, String> headers, String body) implements Misdeed {}

    /// The connection is closed behind so many bytes of the right body.
    record Cut(long afterBytes) implements Misdeed {}

    /// Silence behind so many bytes of the right body.
    record Stall(long afterBytes) implements Misdeed {}

    /// The right body, so many bytes a second.
    record Slow(long bytesPerSecond) implements Misdeed {}

    /// All bytes, from the first, with 200, whatever part was asked for.
    record NoRanges() implements Misdeed {}

    /// The conditions of the request are not looked at.
    record NoConditions() implements Misdeed {}

    /// An error as the bucket writes it.
    static Misdeed error(int status, String code, String message) {
        return new Status(
                status,
                Map.of("Content-Type", "application/xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message><RequestId>LOCAL</RequestId></Error>\
                """
                        .formatted(code, message));
    }

    static Misdeed slowDown() {
        return error(503, "SlowDown", "Please reduce your request rate.");
    }

    static Misdeed internalError() {
        return error(500, "InternalError", "We encountered an internal error. Please try again.");
    }

    static Misdeed accessDenied() {
        return error(403, "AccessDenied", "Access Denied");
    }
}
