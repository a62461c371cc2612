package org.civichopper.localcloud.socrata;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.localcloud.socrata.Condition.Comparison;
import org.civichopper.localcloud.socrata.Condition.Operator;

/// Reads a `$where`: comparisons of a column with a text or number, `IS NULL`, `AND`, `OR`, `NOT`
/// and brackets.
final class Where {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?");

    private final Tokens tokens;
    private final Served data;
    private final RowReader reader;

    private Where(String text, Served data) {
        this.tokens = new Tokens(text);
        this.data = data;
        this.reader = new RowReader(data.rows());
    }

    /// A condition for one thread.
    static Condition read(String text, Served data) {
        if (text.isBlank()) {
            return Condition.ALL;
        }
        var where = new Where(text, data);
        var condition = where.either();
        where.tokens.expectEnd();
        return condition;
    }

    private Condition either() {
        var condition = both();
        while (tokens.took("OR")) {
            condition = new Condition.Either(condition, both());
        }
        return condition;
    }

    private Condition both() {
        var condition = one();
        while (tokens.took("AND")) {
            condition = new Condition.Both(condition, one());
        }
        return condition;
    }

    private Condition one() {
        if (tokens.took("NOT")) {
            var not = one();
            return row -> !not.holds(row);
        }
        if (tokens.took("(")) {
            var inner = either();
            tokens.expect(")");
            return inner;
        }
        var name = tokens.name();
        int column = data.column(name);
        if (tokens.took("IS")) {
            boolean negated = tokens.took("NOT");
            tokens.expect("NULL");
            return row -> reader.at(row).text(column).isEmpty() != negated;
        }
        var operator = Operator.of(tokens.take());
        var literal = tokens.literal();
        return switch (name) {
            case ":id" -> id(operator, literal);
            case ":updated_at", ":created_at" -> time(operator, time(name, literal));
            default -> field(column, data.isNumber(name), operator, literal);
        };
    }

    private Condition id(Operator operator, String id) {
        var position =
                data.rows()
                        .position(id)
                        .orElseThrow(() ->
                                Refusal.malformed("a :id that this data set has given out", id));
        int behind = position.exact() ? 0 : -1; // the id that went was greater than its row's
        return new Comparison(
                row -> row == position.row() ? behind : Integer.compare(row, position.row()),
                operator,
                operator.isFromBelow() ? Math.max(0, position.row()) : 0,
                Long.MIN_VALUE);
    }

    private Condition time(Operator operator, long time) {
        return new Comparison(
                row -> Long.compare(data.rows().updated(row), time),
                operator,
                0,
                operator.isFromBelow() ? time : Long.MIN_VALUE);
    }

    private static long time(String name, String text) {
        try {
            if (text.length() == "2020-01-01".length()) {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli();
            }
            var time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            text, Instant::from, LocalDateTime::from);
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC).toEpochMilli()
                    : Instant.from(time).toEpochMilli();
        } catch (DateTimeException e) {
            throw Refusal.malformed(name + " compared with a time", text);
        }
    }

    // NULL is neither equal nor unequal to anything; nor is what should be a number and is none.
    private Condition field(int column, boolean isNumber, Operator operator, String literal) {
        if (!isNumber) {
            return row ->
                    reader.at(row)
                            .text(column)
                            .filter(text -> operator.holds(text.compareTo(literal)))
                            .isPresent();
        }
        var limit = number(literal).orElseThrow(() -> Refusal.malformed("a number", literal));
        return row ->
                reader.at(row)
                        .text(column)
                        .flatMap(Where::number)
                        .filter(number -> operator.holds(number.compareTo(limit)))
                        .isPresent();
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
