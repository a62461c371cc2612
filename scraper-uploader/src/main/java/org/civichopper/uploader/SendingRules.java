package org.civichopper.uploader;

import java.util.Optional;

/// What somebody who sends may choose.
///
/// @param jurisdictionId for folders whose documents do not say whose they are
/// @param atOnce how many documents are on their way at once
/// @param again whether to send what was sent before, too
/// @param strict whether a document that the importer would reject stays here
public record SendingRules(
        Optional<String> jurisdictionId, int atOnce, boolean again, boolean strict) {

    /// How many documents are on their way at once, unless someone says otherwise.
    public static final int AT_ONCE = 32;

    public static final SendingRules DEFAULT =
            new SendingRules(Optional.empty(), AT_ONCE, false, false);
}
