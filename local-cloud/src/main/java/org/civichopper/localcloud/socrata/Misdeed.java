package org.civichopper.localcloud.socrata;

import java.util.Map;

/// What a [LocalSocrata] does instead of answering as it should.
public sealed interface Misdeed {

    /// This answer instead of the right one. With status 200 an outage that looks like success.
    record Status(int code, Map<String, String> headers, String body) implements Misdeed {}

    /// The right answer, broken off: after so many bytes of its body as they are sent (packed, if
    /// they are), or at its end, the connection is closed.
    record CutBody(long afterBytes, Framing framing) implements Misdeed {}

    /// The right answer until so many bytes of its body were sent, and then silence.
    record Stall(long afterBytes) implements Misdeed {}

    /// No answer, not even its headers, until the server is closed.
    record Silence() implements Misdeed {}

    /// The connection is closed without a byte of an answer. Java's own client asks again by itself
    /// when the connection had served it before.
    record Reset() implements Misdeed {}

    /// The right form and no rows: `[]`, or the header line alone.
    record EmptyAnswer() implements Misdeed {}

    /// No more than so many rows, whatever was asked.
    record PageCap(int rows) implements Misdeed {}

    /// To another place.
    record Redirect(int code, String location) implements Misdeed {}

    /// The right answer under headers that belong to another one.
    record FalseHeaders(Map<String, String> headers) implements Misdeed {}

    /// How a reader would notice that a body is not whole.
    enum Framing {
        /// The last chunk is missing.
        CHUNKED,
        /// Fewer bytes came than `Content-Length` has announced.
        LENGTH
    }

    /// Too many requests.
    ///
    /// @param retryAfter seconds, or a date as HTTP writes it
    static Misdeed throttled(String retryAfter) {
        return new Status(429, Map.of("Retry-After", retryAfter), "");
    }

    /// Too many requests, without a word on when to come again.
    static Misdeed throttled() {
        return new Status(429, Map.of(), "");
    }

    /// Ask again later.
    static Misdeed notReady() {
        return new Status(202, Map.of(), "");
    }

    /// What it answers for days at a time.
    static Misdeed internalError() {
        return new Status(
                500, Reply.JSON, "{\"error\":true,\"message\":\"Internal error\",\"status\":500}");
    }

    /// A page for people, with status 200.
    static Misdeed html() {
        return new Status(
                200,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<!DOCTYPE html><html><body>We are down for maintenance</body></html>");
    }

    /// A chunked body that ends where it should, but for its last chunk.
    static Misdeed withoutLastChunk() {
        return new CutBody(Long.MAX_VALUE, Framing.CHUNKED);
    }

    /// A chunked body that ends too early.
    static Misdeed cutAfter(long bytes) {
        return new CutBody(bytes, Framing.CHUNKED);
    }
}
