package org.civichopper.testing;

import java.time.Duration;

/// What a server may do other than answer.
public sealed interface Fault {

    record None() implements Fault {}

    /// It says no, and does nothing.
    record Refused(int status, String body) implements Fault {}

    /// It announces the whole body and sends half of it.
    record HalfABody() implements Fault {}

    /// It does what it is asked, and takes its time to say so.
    record Slow(Duration delay) implements Fault {}

    /// It does what it is asked, and under no condition.
    record Unconditional() implements Fault {}

    /// It does what it is asked, and says that it failed.
    record DoneButRefused(int status) implements Fault {}
}
