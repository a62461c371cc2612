package org.civichopper.bulk.city311;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of a service request as the source names them, in the order of the table. Their names
/// are those of its columns.
enum Field {
    SRNUMBER(Type.TEXT),
    REQUESTTYPE(Type.TEXT),
    STATUS(Type.TEXT),
    ACTIONTAKEN(Type.TEXT),
    CREATEDDATE(Type.TIMESTAMP),
    UPDATEDDATE(Type.TIMESTAMP),
    SERVICEDATE(Type.TIMESTAMP),
    CLOSEDDATE(Type.TIMESTAMP),
    REQUESTSOURCE(Type.TEXT),
    ANONYMOUS(Type.TEXT),
    MOBILEOS(Type.TEXT),
    OWNER(Type.TEXT),
    NC(Type.INTEGER),
    NCNAME(Type.TEXT),
    POLICEPRECINCT(Type.TEXT),
    APC(Type.TEXT),
    ASSIGNTO(Type.TEXT),
    CD(Type.INTEGER),
    CDMEMBER(Type.TEXT),
    ADDRESS(Type.TEXT),
    ZIPCODE(Type.TEXT),
    LATITUDE(Type.DOUBLE),
    LONGITUDE(Type.DOUBLE);

    /// What a column takes, and how the source writes it.
    enum Type {
        TEXT("varchar", "text"),
        TIMESTAMP("timestamp without time zone", "a date and time such as 2020-01-02T08:43:00.000"),
        INTEGER("integer", "an integer"),
        DOUBLE("double precision", "a number");

        final String sql;
        final String words;

        Type(String sql, String words) {
            this.sql = sql;
            this.words = words;
        }
    }

    final Type type;

    Field(Type type) {
        this.type = type;
    }

    /// For example `requesttype`.
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Field> of(String column) {
        return Arrays.stream(values()).filter(field -> field.column().equals(column)).findFirst();
    }

    /// All but the key.
    static List<Field> data(Set<Field> without) {
        return Arrays.stream(values())
                .filter(field -> field != SRNUMBER && !without.contains(field))
                .toList();
    }

    /// For example `n.requesttype, n.status`.
    static String list(String prefix, List<Field> fields) {
        return fields.stream().map(field -> prefix + field.column()).collect(joining(", "));
    }

    /// What a page begins with: the source's own two, then the fields that it has.
    static List<String> header(Set<Field> without) {
        return Stream.concat(
                        Stream.of(":id", ":updated_at", SRNUMBER.column()),
                        data(without).stream().map(Field::column))
                .toList();
    }
}
