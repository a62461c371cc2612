package org.civichopper.bulk.tell;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import org.civichopper.bulk.source.Notes;

/// An address that is told of something by a POST, which may fail without harm: it is tried three
/// times, and fails nothing. Never shows more of itself than its host.
///
/// @param kind `slack`, `webhook` or `post`
public record Hook(String kind, URI address) {

    private static final JsonMapper JSON = new JsonMapper();

    /// @param text as `slack=https://…` or `webhook=https://…`
    /// @throws IllegalArgumentException that shows nothing of an address
    public static Hook parse(String text) {
        var kind = text.substring(0, Math.max(0, text.indexOf('=')));
        if (kind.equals("slack") || kind.equals("webhook")) {
            try {
                var address = URI.create(text.substring(kind.length() + 1).strip());
                if (address.getHost() != null
                        && address.getUserInfo() == null
                        && ("https".equals(address.getScheme())
                                || "http".equals(address.getScheme()))) {
                    return new Hook(kind, address);
                }
            } catch (IllegalArgumentException e) {
                // said below, without the address
            }
        }
        throw new IllegalArgumentException(
                "expected slack=https://host/path or webhook=https://host/path, found something else");
    }

    /// As chats take it.
    public void tell(String text, Notes notes) {
        send(JSON.createObjectNode().put("text", text).toString(), notes);
    }

    /// With nothing in it.
    public void touch(Notes notes) {
        send("", notes);
    }

    private void send(String body, Notes notes) {
        if (!Posting.took(address, body)) {
            notes.say("expected the %s to take a POST, found that it did not".formatted(this));
        }
    }

    @Override
    public String toString() {
        return kind + " at " + address.getHost();
    }
}
