package org.civichopper.localcloud.bucket;

import java.util.regex.Pattern;

/// What of an object a request is to get.
sealed interface Wanted {

    /// These bytes of it.
    record Part(long from, long to) implements Wanted {}

    record Whole() implements Wanted {}

    /// It has no such bytes.
    record Nothing() implements Wanted {}

    /// Another version stands.
    record Changed() implements Wanted {}

    /// The version that the reader has stands.
    record Unchanged() implements Wanted {}

    Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    static Wanted of(Asked asked, StoredObject object) {
        var match = asked.header("If-Match");
        if (!match.isEmpty() && !match.equals(object.etag())) {
            return new Changed();
        }
        if (asked.header("If-None-Match").equals(object.etag())) {
            return new Unchanged();
        }
        var ifRange = asked.header("If-Range");
        return ifRange.isEmpty() || ifRange.equals(object.etag())
                ? range(asked, object)
                : new Whole();
    }

    /// Without a look at its conditions.
    static Wanted range(Asked asked, StoredObject object) {
        var range = RANGE.matcher(asked.header("Range"));
        if (!range.matches()) {
            return new Whole();
        }
        var size = object.content().size();
        var from = Long.parseLong(range.group(1));
        var to = range.group(2).isEmpty() ? size : Long.parseLong(range.group(2)) + 1;
        return from >= size ? new Nothing() : new Part(from, Math.min(to, size));
    }
}
