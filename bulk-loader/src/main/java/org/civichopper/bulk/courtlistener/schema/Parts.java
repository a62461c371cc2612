package org.civichopper.bulk.courtlistener.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tokens of a statement, taken one after the other.
final class Parts {

    private static final int LONGEST_NAME = 63; // bytes

    private final List<Token> tokens;
    private int at;

    Parts(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean done() {
        return at == tokens.size();
    }

    /// @throws NotUnderstood where more follows
    void end() {
        if (!done()) {
            throw notUnderstood("the end");
        }
    }

    int line() {
        return tokens.get(Math.min(at, tokens.size() - 1)).line();
    }

    /// Whether these words and symbols come next.
    boolean at(String... wanted) {
        if (at + wanted.length > tokens.size()) {
            return false;
        }
        for (var index = 0; index < wanted.length; index++) {
            if (!tokens.get(at + index).is(wanted[index])) {
                return false;
            }
        }
        return true;
    }

    /// Takes these where they come next.
    boolean take(String... wanted) {
        var found = at(wanted);
        if (found) {
            at += wanted.length;
        }
        return found;
    }

    void need(String... wanted) {
        if (!take(wanted)) {
            throw notUnderstood(String.join(" ", wanted));
        }
    }

    boolean isAt(Token.Kind kind) {
        return !done() && tokens.get(at).kind() == kind;
    }

    private String take(Token.Kind kind, String expected) {
        if (!isAt(kind)) {
            throw notUnderstood(expected);
        }
        return tokens.get(at++).text();
    }

    String word() {
        return take(Token.Kind.WORD, "a word");
    }

    String string() {
        return take(Token.Kind.STRING, "a text in quotes");
    }

    /// A whole number, as SQL.
    String number() {
        var minus = take("-") ? "-" : "";
        var number = take(Token.Kind.NUMBER, "a number");
        if (!number.matches("[0-9]{1,19}")) {
            throw new NotUnderstood("expected a whole number, found " + shortened(number));
        }
        return minus + number;
    }

    /// A number without a sign, as SQL.
    String decimal() {
        var number = take(Token.Kind.NUMBER, "a number");
        if (!number.matches("[0-9]{1,40}(\\.[0-9]{0,40})?")) {
            throw new NotUnderstood("expected a number, found " + shortened(number));
        }
        return number;
    }

    /// A name without a schema.
    String name() {
        var name =
                isAt(Token.Kind.NAME)
                        ? take(Token.Kind.NAME, "a name")
                        : take(Token.Kind.WORD, "a name");
        if (name.isEmpty()
                || name.indexOf('\0') >= 0
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new NotUnderstood(
                    "expected a name of 1 to %d bytes, found %s"
                            .formatted(LONGEST_NAME, shortened(name)));
        }
        return name;
    }

    /// A name of the schema `public`.
    String inPublic() {
        if (isAt(Token.Kind.NAME) && tokens.get(at).text().equals("public")) {
            at++;
        } else {
            need("public");
        }
        need(".");
        return name();
    }

    /// For example `(a, b)`.
    List<String> names() {
        need("(");
        var names = new ArrayList<String>();
        do {
            names.add(name());
        } while (take(","));
        need(")");
        return names;
    }

    /// What stands between this bracket and the one that closes it.
    Parts brackets() {
        need("(");
        var began = at;
        for (var depth = 1; at < tokens.size(); at++) {
            depth += depth(tokens.get(at));
            if (depth == 0) {
                return new Parts(tokens.subList(began, at++));
            }
        }
        throw new NotUnderstood("a bracket does not close");
    }

    /// The rest, cut at the commas that stand outside brackets.
    List<Parts> commas() {
        var pieces = new ArrayList<Parts>();
        while (!done()) {
            pieces.add(until(","));
            if (!take(",") && !done()) {
                throw notUnderstood("a comma");
            }
        }
        return pieces;
    }

    /// What comes before the first of these words outside brackets, or before the end.
    Parts until(String... words) {
        var began = at;
        var depth = 0;
        for (; at < tokens.size(); at++) {
            if (depth == 0) {
                for (var word : words) {
                    if (tokens.get(at).is(word)) {
                        return new Parts(tokens.subList(began, at));
                    }
                }
            }
            depth += depth(tokens.get(at));
        }
        return new Parts(tokens.subList(began, at));
    }

    /// Passes over one.
    void skip() {
        at++;
    }

    /// Whether a call of a function comes next, as `lower(` or `pg_catalog.lower(`.
    boolean isCall() {
        var name = at("pg_catalog", ".") ? at + 2 : at;
        return name + 1 < tokens.size()
                && tokens.get(name).kind() == Token.Kind.WORD
                && tokens.get(name + 1).is("(");
    }

    /// All of that call.
    Parts call() {
        var began = at;
        take("pg_catalog", ".");
        name();
        brackets();
        return new Parts(tokens.subList(began, at));
    }

    /// Whether these come anywhere from here.
    boolean has(String... wanted) {
        return after(wanted).isPresent();
    }

    /// The text of what comes after these; empty text at the end.
    Optional<String> after(String... wanted) {
        for (var from = at; from + wanted.length <= tokens.size(); from++) {
            var rest = new Parts(tokens.subList(from, tokens.size()));
            if (rest.take(wanted)) {
                return Optional.of(rest.done() ? "" : shortened(rest.tokens.get(rest.at).text()));
            }
        }
        return Optional.empty();
    }

    /// A name that comes next, whatever it is, of `public` or without a schema.
    Optional<String> named() {
        take("public", ".");
        return isAt(Token.Kind.WORD) || isAt(Token.Kind.NAME)
                ? Optional.of(shortened(tokens.get(at).text()))
                : Optional.empty();
    }

    /// The first of these tables that is named with its schema.
    Optional<String> table(Set<String> tables) {
        for (var from = 0; from + 2 < tokens.size(); from++) {
            if (tokens.get(from).is("public")
                    && tokens.get(from + 1).is(".")
                    && tables.contains(tokens.get(from + 2).text())) {
                return Optional.of(tokens.get(from + 2).text());
            }
        }
        return Optional.empty();
    }

    private static int depth(Token token) {
        if (token.is("(") || token.is("[")) {
            return 1;
        }
        return token.is(")") || token.is("]") ? -1 : 0;
    }

    NotUnderstood notUnderstood(String expected) {
        return new NotUnderstood(
                "expected %s, found %s in line %d"
                        .formatted(
                                expected,
                                done() ? "the end" : shortened(tokens.get(at).text()),
                                line()));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
