package org.civichopper.bulk.source;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a bucket says went wrong, which it says in XML.
final class BucketError {

    private static final Pattern CODE = Pattern.compile("<Code>([^<]{1,200})</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{1,300})</Message>");

    private BucketError() {}

    /// Its code and message; empty where the text is no such error.
    static Optional<String> words(String text) {
        var code = CODE.matcher(text);
        if (!text.contains("<Error>") || !code.find()) {
            return Optional.empty();
        }
        var message = MESSAGE.matcher(text);
        return Optional.of(
                plain(code.group(1)) + (message.find() ? ": " + plain(message.group(1)) : ""));
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
