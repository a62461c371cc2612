package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import org.civichopper.bulk.source.Notes;

/// A chat, or a webhook, that is told how a run ended. Never shows its address.
record Slack(URI hook, boolean chat) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Once a run; tried three times, and fails nothing.
    void tell(String text, Notes notes) {
        var body = JSON.createObjectNode().put("text", text);
        if (!new Posting().post(hook, body.toString())) {
            notes.say("the notice did not arrive at " + hook.getHost());
        }
    }

    @Override
    public String toString() {
        return (chat ? "slack at " : "webhook at ") + hook.getHost();
    }
}
