package org.civichopper.model.document;

import java.util.Optional;
import java.util.function.Function;

/// A field that a document may leave out. Absent is not empty: on an update an absent field leaves
/// its column alone, a given one sets it.
public sealed interface Field<T> {

    record Absent<T>() implements Field<T> {}

    record Given<T>(T value) implements Field<T> {}

    static <T> Field<T> absent() {
        return new Absent<>();
    }

    static <T> Field<T> given(T value) {
        return new Given<>(value);
    }

    default T orElse(T other) {
        return switch (this) {
            case Given<T>(var value) -> value;
            case Absent<T>() -> other;
        };
    }

    /// What follows from the field, absent when it is; null where nothing follows.
    default <R> Field<R> map(Function<T, R> function) {
        return switch (this) {
            case Given<T>(var value) -> given(function.apply(value));
            case Absent<T>() -> absent();
        };
    }

    default Optional<T> toOptional() {
        return switch (this) {
            case Given<T>(var value) -> Optional.of(value);
            case Absent<T>() -> Optional.empty();
        };
    }
}
