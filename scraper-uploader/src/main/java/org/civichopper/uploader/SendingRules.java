package org.civichopper.uploader;

import java.util.Optional;

/// What somebody who sends may choose.
///
/// @param jurisdictionId for folders whose documents do not say whose they are
/// @param atOnce how many documents are on their way at once
/// @param again whether to send what was sent before, too
/// @param strict whether a document that the importer would reject stays here
/// @param previewed the destination of which a look without sending says what it has; where it is
///   empty, what was sent to any is known
public record SendingRules(
        Optional<String> jurisdictionId,
        int atOnce,
        boolean again,
        boolean strict,
        Optional<Destination> previewed) {

    /// How many documents are on their way at once, unless someone says otherwise.
    public static final int AT_ONCE = 32;

    public static final SendingRules DEFAULT =
            new SendingRules(Optional.empty(), AT_ONCE, false, false);

    /// For somebody who sends.
    public SendingRules(
            Optional<String> jurisdictionId, int atOnce, boolean again, boolean strict) {
        this(jurisdictionId, atOnce, again, strict, Optional.empty());
    }
}
