package org.civichopper.localsearch;

import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a [WaywardSearch] does instead of answering as it should.
public sealed interface Misdeed {

    /// This answer; the server behind hears nothing.
    record Status(int code, Map<String, String> headers, String body) implements Misdeed {}

    /// The connection is closed in the middle of the answer.
    ///
    /// @param done whether the server behind has done what was asked
    record Cut(boolean done) implements Misdeed {}

    /// No answer until the server is closed.
    ///
    /// @param done whether the server behind has done what was asked
    record Silence(boolean done) implements Misdeed {}

    /// Of a bulk these documents are refused, and all others are passed on.
    ///
    /// @param which by the line of their action
    record RefuseDocuments(Predicate<String> which, int status, String type) implements Misdeed {}

    /// The server's answer, changed.
    record Changed(UnaryOperator<String> answer) implements Misdeed {}

    static Misdeed status(int code) {
        return new Status(code, Map.of(), "{\"error\":\"as ordered\",\"status\":" + code + "}");
    }
}
