package org.civichopper.bulk.courtlistener.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a schema file into statements as psql would, and each into tokens. Whatever the text holds,
/// it comes to an end: what never closes is strange, and lasts to the end of the file.
final class Tokens {

    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?:";

    private final String text;
    private int at;
    private int line = 1;
    private final List<List<Token>> statements = new ArrayList<>();
    private List<Token> statement = new ArrayList<>();

    private Tokens(String text) {
        this.text = text;
    }

    static List<List<Token>> statements(String text) {
        var tokens = new Tokens(text);
        while (tokens.at < text.length()) {
            tokens.next();
        }
        tokens.end();
        return tokens.statements;
    }

    private void end() {
        if (!statement.isEmpty()) {
            statements.add(statement);
            statement = new ArrayList<>();
        }
    }

    private void next() {
        var c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            step();
        } else if (looksAt("--")) {
            toEndOfLine();
        } else if (looksAt("/*")) {
            comment();
        } else if (c == '\\') {
            command();
        } else if (c == ';') {
            step();
            end();
        } else if (c == '\'') {
            quoted('\'', Token.Kind.STRING);
        } else if (c == '"') {
            quoted('"', Token.Kind.NAME);
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c)) {
            number();
        } else if (isWord(c)) {
            word();
        } else if (OPERATOR.indexOf(c) >= 0) {
            operator();
        } else {
            add(Token.Kind.SYMBOL, String.valueOf(c), line);
            step();
        }
    }

    private boolean looksAt(String wanted) {
        return text.startsWith(wanted, at);
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    private void stepTo(int end) {
        while (at < end) {
            step();
        }
    }

    private void add(Token.Kind kind, String value, int line) {
        statement.add(new Token(kind, value, line));
    }

    private void toEndOfLine() {
        var end = text.indexOf('\n', at);
        stepTo(end < 0 ? text.length() : end);
    }

    private void comment() {
        var depth = 0;
        do {
            if (looksAt("/*")) {
                depth++;
                at += 2;
            } else if (looksAt("*/")) {
                depth--;
                at += 2;
            } else {
                step();
            }
        } while (depth > 0 && at < text.length());
        if (depth > 0) {
            add(Token.Kind.STRANGE, "a comment without end", line);
        }
    }

    // Its line is no part of a statement; inside one it makes of that something else.
    private void command() {
        if (!statement.isEmpty()) {
            add(Token.Kind.STRANGE, "a command of psql", line);
        }
        toEndOfLine();
    }

    private void quoted(char quote, Token.Kind kind) {
        var began = line;
        var value = new StringBuilder();
        step();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(quote);
                at += 2;
            } else if (c == quote) {
                at++;
                add(kind, value.toString(), began);
                return;
            } else {
                value.append(c);
                step();
            }
        }
        add(Token.Kind.STRANGE, "a quote without end", began);
    }

    // With escapes by backslash.
    private void escaped() {
        var began = line;
        step();
        while (at < text.length() && text.charAt(at) != '\'') {
            stepTo(Math.min(text.length(), at + (text.charAt(at) == '\\' ? 2 : 1)));
        }
        at = Math.min(text.length(), at + 1);
        add(Token.Kind.STRANGE, "an escape string", began);
    }

    private void dollar() {
        var began = line;
        var tagEnd = text.indexOf('$', at + 1);
        var tag = tagEnd < 0 ? "" : text.substring(at, tagEnd + 1);
        if (!tag.matches("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$")) {
            add(Token.Kind.STRANGE, "$", began);
            step();
            return;
        }
        var end = text.indexOf(tag, tagEnd + 1);
        stepTo(end < 0 ? text.length() : end + tag.length());
        add(Token.Kind.STRANGE, "a text in dollars", began);
    }

    private void number() {
        var began = at;
        while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        add(Token.Kind.NUMBER, text.substring(began, at), line);
    }

    private void word() {
        var began = at;
        while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '$')) {
            at++;
        }
        var word = text.substring(began, at).toLowerCase(Locale.ROOT);
        if (looksAt("'") && word.matches("[ebxn]")) {
            escaped();
        } else if (word.equals("u") && (looksAt("&'") || looksAt("&\""))) {
            at++;
            quoted(text.charAt(at), Token.Kind.STRANGE);
        } else {
            add(Token.Kind.WORD, word, line);
        }
    }

    private void operator() {
        var began = at;
        do {
            at++;
        } while (at < text.length()
                && OPERATOR.indexOf(text.charAt(at)) >= 0
                && !looksAt("--")
                && !looksAt("/*"));
        add(Token.Kind.SYMBOL, text.substring(began, at), line);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || isDigit(c) || (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= 0x80;
    }
}
