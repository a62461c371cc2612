package org.civichopper.localcloud.openstates;

import java.time.Duration;
import java.util.Map;

/// What a [LocalOpenStates] does instead of answering as it should. The request counts all the
/// same.
public sealed interface Misdeed {

    /// This answer instead of the right one.
    record Status(int code, Map<String, String> headers, String body) implements Misdeed {}

    /// The right answer, broken off: behind so many bytes of its body as they are sent (packed, if
    /// they are) the connection is closed. At least one byte is missing.
    record CutBody(int afterBytes) implements Misdeed {}

    /// No answer, not even its headers, until the server is closed.
    record Silence() implements Misdeed {}

    /// The connection is closed without a byte of an answer. Java's own client asks again by itself
    /// when the connection had served it before.
    record Reset() implements Misdeed {}

    /// The right answer, as it was when the question came, so much later.
    record Late(Duration by) implements Misdeed {}

    static Misdeed status(int code, String detail) {
        return new Status(code, Reply.JSON, "{\"detail\":\"%s\"}".formatted(detail));
    }

    static Misdeed internalError() {
        return new Status(
                500, Map.of("Content-Type", "text/plain; charset=utf-8"), "Internal Server Error");
    }

    /// Over the limit of the minute, whatever was asked before.
    static Misdeed throttled() {
        return status(429, "exceeded limit of 10/min: 11");
    }

    /// Over the limit of the day, whatever was asked before.
    static Misdeed dayUsedUp() {
        return status(429, "exceeded limit of 250/day: 251");
    }

    /// A page for people, with status 200.
    static Misdeed html() {
        return new Status(
                200,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<!DOCTYPE html><html><body>We are down for maintenance</body></html>");
    }
}
