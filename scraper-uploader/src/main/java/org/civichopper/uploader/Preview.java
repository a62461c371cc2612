package org.civichopper.uploader;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What an upload would do: it reads and checks every document and looks what was sent before, and
/// neither sends nor writes anything.
public final class Preview {

    private final SendingRules rules;
    private final UploadListener listener;
    private final Map<ScrapeFolder, SentRecord> records = new HashMap<>();
    private final Score score;
    private final Selection selection;

    private Preview(SendingRules rules, UploadListener listener) {
        this.rules = rules;
        this.listener = listener;
        this.score = new Score("", listener);
        this.selection = new Selection(rules, listener, score);
    }

    /// @return as sent what would be, as failed what would not
    public static UploadResult of(
            ScrapeDirectory directory, SendingRules rules, UploadListener listener)
            throws InterruptedException {
        return new Preview(rules, listener).run(directory);
    }

    private UploadResult run(ScrapeDirectory directory) throws InterruptedException {
        var start = System.nanoTime();
        var looked = 0L;
        for (var kind : ScrapeFolder.KINDS) {
            for (var folder : directory.folders()) {
                var record =
                        records.computeIfAbsent(
                                folder,
                                _ -> SentRecord.peek(folder.path(), rules.previewed(), listener));
                try (var documents = folder.documents(kind)) {
                    for (var each = documents.iterator(); each.hasNext(); looked++) {
                        look(each.next(), record);
                    }
                }
            }
        }
        return score.result(looked, Duration.ofNanos(System.nanoTime() - start));
    }

    private void look(ScrapeDocument document, SentRecord record) throws InterruptedException {
        selection
                .take(document, record)
                .ifPresent(parcel -> score.sent(document.key(), parcel.content().length));
    }
}
