package org.civichopper.notices;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Who is told. An address may be a secret, so none of them shows more of it than its host.
public sealed interface Receiver {

    /// An incoming webhook of Slack, or of what speaks like it.
    record Slack(URI address) implements Receiver {

        @Override
        public String toString() {
            return "slack at " + address.getHost();
        }
    }

    /// Whatever takes JSON.
    record Webhook(URI address) implements Receiver {

        @Override
        public String toString() {
            return "webhook at " + address.getHost();
        }
    }

    /// A topic of SNS.
    ///
    /// @param region the topic's, which may not be the function's
    record Topic(String arn, String region) implements Receiver {

        @Override
        public String toString() {
            return "sns in " + region;
        }
    }

    Pattern NEXT = Pattern.compile("\\s*,\\s*(?=(?:slack|webhook|sns)=)");
    Pattern ARN = Pattern.compile("arn:[a-z-]+:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}");

    /// Several, with commas between them: `slack=https://…,webhook=https://…,sns=arn:…`. Nobody
    /// where the text is blank.
    ///
    /// @throws IllegalArgumentException that shows nothing of an address
    static List<Receiver> parse(String text) {
        var receivers = new ArrayList<Receiver>();
        if (!text.isBlank()) {
            for (var entry : NEXT.split(text.strip())) {
                receivers.add(one(entry));
            }
        }
        return List.copyOf(receivers);
    }

    private static Receiver one(String entry) {
        var kind = entry.substring(0, Math.max(0, entry.indexOf('=')));
        var address = entry.substring(kind.length() + (kind.isEmpty() ? 0 : 1));
        return switch (kind) {
            case "slack" -> new Slack(http(kind, address));
            case "webhook" -> new Webhook(http(kind, address));
            case "sns" -> topic(address);
            default ->
                    throw new IllegalArgumentException(
                            "expected slack=URL, webhook=URL or sns=ARN, found something else");
        };
    }

    private static URI http(String kind, String address) {
        try {
            var uri = URI.create(address);
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the address that the exception quotes
        }
        throw new IllegalArgumentException(
                kind + ": expected an address such as https://host/path, found something else");
    }

    private static Topic topic(String arn) {
        var matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "sns: expected arn:aws:sns:region:account:topic, found something else");
        }
        return new Topic(arn, matcher.group(1));
    }
}
