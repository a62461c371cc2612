package org.civichopper.uploader;

import java.time.Duration;
import java.util.Map;

/// What became of what a scraper wrote.
///
/// @param sent how many of each kind were sent, or would be
/// @param unsent how many stay on disk: `hopper upload` sends them
/// @param leftToOthers how many are in folders of other runs, or came when the scraper had ended
/// @param reason why bucket or queue did not take them; empty if it was not theirs
/// @param told whether every run message that was due went
public record LiveResult(
        Map<String, Long> sent,
        long already,
        long unsent,
        long leftToOthers,
        String reason,
        boolean told,
        Duration took) {

    public long total() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean everythingWent() {
        return unsent == 0 && told;
    }
}
