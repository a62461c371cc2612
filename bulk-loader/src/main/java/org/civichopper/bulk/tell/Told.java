package org.civichopper.bulk.tell;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.source.Notes;
import org.civichopper.notices.Receiver;

/// Those who are told how a run ended. Each is tried three times; none can fail a run, and of no
/// address is more shown than its host.
///
/// @param receivers Slack or webhooks
/// @param notes hears of those who could not be reached
public record Told(List<Receiver> receivers, Notes notes) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Those of the settings; a topic is none of them, for the loader has no AWS of its own.
    ///
    /// @throws IllegalArgumentException that shows nothing of an address
    public static List<Receiver> parse(Optional<String> text) {
        var receivers = Receiver.parse(text.orElse(""));
        for (var receiver : receivers) {
            address(receiver);
        }
        return receivers;
    }

    private static URI address(Receiver receiver) {
        return switch (receiver) {
            case Receiver.Slack(var address) -> address;
            case Receiver.Webhook(var address) -> address;
            case Receiver.Topic _ ->
                    throw new IllegalArgumentException(
                            "expected slack=URL or webhook=URL, found a topic");
        };
    }

    /// As chats take it.
    public void tell(String text) {
        var body = JSON.createObjectNode().put("text", text).toString();
        for (var receiver : receivers) {
            if (!Posting.took(address(receiver), body)) {
                notes.say(
                        "expected %s to take a notice, found that it did not".formatted(receiver));
            }
        }
    }

    /// An empty POST to each of these addresses, which want to know that something changed.
    public void touch(List<URI> addresses) {
        for (var address : addresses) {
            if (!Posting.took(address, "")) {
                notes.say(
                        "expected %s to take a POST, found that it did not"
                                .formatted(address.getHost()));
            }
        }
    }
}
