package org.civichopper.cli.status;

import java.util.Optional;

/// What came of asking for something beside the database, which may not be there to be asked.
public sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    /// Nobody said where it is, so it is no trouble that nothing is known of it.
    ///
    /// @param missing what is not set
    record NotConfigured<T>(String missing) implements Answer<T> {}

    /// It should be there, and did not answer.
    record Refused<T>(String why) implements Answer<T> {}

    default Optional<T> given() {
        return switch (this) {
            case Given<T>(var value) -> Optional.of(value);
            case NotConfigured<T> _, Refused<T> _ -> Optional.empty();
        };
    }
}
