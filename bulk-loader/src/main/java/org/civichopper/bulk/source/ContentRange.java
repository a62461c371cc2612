package org.civichopper.bulk.source;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.civichopper.model.text.Harmless;

/// Which bytes of an object an answer has, as it says itself.
///
/// @param from empty where it has none of those that were asked for
/// @param all how many the object has; empty where that is not said
/// @param text as it came, to be shown
record ContentRange(OptionalLong from, OptionalLong all, String text) {

    private static final Pattern FORM =
            Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18})");

    static ContentRange of(HttpHeaders headers) {
        var text = headers.firstValue("Content-Range").orElse("nothing");
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return new ContentRange(
                    OptionalLong.empty(), OptionalLong.empty(), Harmless.line(text));
        }
        return new ContentRange(
                matcher.group(1) == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(matcher.group(1))),
                OptionalLong.of(Long.parseLong(matcher.group(2))),
                Harmless.line(text));
    }

    boolean beginsAt(long byteNumber) {
        return from.isPresent() && from.getAsLong() == byteNumber;
    }

    boolean endsAt(long byteNumber) {
        return from.isEmpty() && all.isPresent() && all.getAsLong() == byteNumber;
    }
}
