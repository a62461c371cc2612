package org.civichopper.database.row;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.civichopper.model.document.Field;

/// A row that should stand, with what should stand below it.
///
/// @param values as the table declares its columns; null for NULL
/// @param children per child table, in the order of the declaration; empty where the document says
///   nothing of them, so that what stands stays
public record Wanted(List<Object> values, List<Optional<List<Wanted>>> children) {

    /// A row without tables below.
    public static Wanted row(Object... values) {
        return new Wanted(Arrays.asList(values), List.of());
    }

    /// A row as another one stands.
    public static Wanted like(Standing standing) {
        return new Wanted(
                standing.values(),
                standing.children().stream()
                        .map(rows -> Optional.of(rows.stream().map(Wanted::like).toList()))
                        .toList());
    }

    /// The same row with what should stand below it, per child table.
    public Wanted with(List<Optional<List<Wanted>>> below) {
        return new Wanted(values, below);
    }

    /// The rows of a collection, or nothing where the document leaves it out.
    public static <T> Optional<List<Wanted>> rows(Field<List<T>> parts, Function<T, Wanted> row) {
        return parts.toOptional().map(given -> given.stream().map(row).toList());
    }

    /// The rows of a collection that is built whole.
    public static <T> Optional<List<Wanted>> rows(List<T> parts, Function<T, Wanted> row) {
        return Optional.of(parts.stream().map(row).toList());
    }

    /// The same where a row has to know the position of its part.
    public static <T> Optional<List<Wanted>> numbered(
            Field<List<T>> parts, BiFunction<Integer, T, Wanted> row) {
        return parts.toOptional().flatMap(given -> numbered(given, row));
    }

    /// The same of a collection that is built whole.
    public static <T> Optional<List<Wanted>> numbered(
            List<T> parts, BiFunction<Integer, T, Wanted> row) {
        return Optional.of(
                IntStream.range(0, parts.size())
                        .mapToObj(position -> row.apply(position, parts.get(position)))
                        .toList());
    }
}
