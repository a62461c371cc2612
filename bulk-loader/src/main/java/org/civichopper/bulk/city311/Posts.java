package org.civichopper.bulk.city311;

import java.net.URI;
import java.util.List;
import org.civichopper.bulk.source.Notes;

/// Addresses that want to know that something changed: an empty POST each.
final class Posts {

    void send(List<URI> addresses, Notes notes) {
        for (var address : addresses) {
            if (!new Posting().post(address, "")) {
                notes.say("expected " + address.getHost() + " to take a POST, found that it did not");
            }
        }
    }
}
