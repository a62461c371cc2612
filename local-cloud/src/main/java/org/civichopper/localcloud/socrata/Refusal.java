package org.civichopper.localcloud.socrata;

import java.io.Serial;

/// What a request is refused with, in Socrata's words.
final class Refusal extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal noSuchColumn(String column) {
        var code = "query.soql.no-such-column";
        return new Refusal(
                400,
                code,
                "Query coordinator error: %s; No such column: %s; position: 1"
                        .formatted(code, column));
    }

    /// A query that cannot be read, or that this stand-in does not understand.
    static Refusal malformed(String expected, String found) {
        var code = "query.compiler.malformed";
        return new Refusal(400, code, "%s: expected %s, found %s".formatted(code, expected, found));
    }

    int status() {
        return status;
    }

    String json() {
        return "{\"code\":%s,\"error\":true,\"message\":%s}"
                .formatted(Json.quoted(code), Json.quoted(getMessage()));
    }
}
