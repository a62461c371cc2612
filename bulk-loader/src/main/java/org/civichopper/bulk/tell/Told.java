package org.civichopper.bulk.tell;

import java.net.URI;
import java.util.List;
import org.civichopper.bulk.source.Notes;
import org.civichopper.notices.Messenger;

/// Those who are told how a run ended. None of them can fail it.
///
/// @param notes hears of those who could not be reached
public record Told(Addressees addressees, Notes notes) {

    /// @param text as it is to be read
    public void tell(String text) {
        complain(messenger().tell(text, addressees.receivers()), "a notice");
    }

    /// An empty POST to each of these addresses, which want to know that something changed.
    public void touch(List<URI> addresses) {
        complain(messenger().touch(addresses), "a POST");
    }

    private Messenger messenger() {
        return new Messenger(addressees.topics());
    }

    private void complain(List<String> complaints, String what) {
        complaints.forEach(complaint ->
                notes.say("expected a receiver to take %s, found: %s".formatted(what, complaint)));
    }
}
