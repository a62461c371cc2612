package org.civichopper.cli.sample;

import java.time.LocalDateTime;
import java.util.Optional;

/// What a vote was about: a step of its bill, or an amendment that the bill's history leaves out.
///
/// @param action the description of the bill's action that reports it
record RollCall(
        String motion,
        String classification,
        LocalDateTime time,
        Chamber chamber,
        Tally tally,
        Optional<String> action) {}
