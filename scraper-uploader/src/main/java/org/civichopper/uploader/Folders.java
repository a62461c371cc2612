package org.civichopper.uploader;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is known of each folder that documents come from: whose they are, and which were sent.
final class Folders implements AutoCloseable {

    private final Optional<String> otherwise;
    private final Function<Path, SentRecord> openRecord;
    private final Map<Path, Optional<Jurisdiction>> jurisdictions = new ConcurrentHashMap<>();
    private final Map<Path, SentRecord> records = new ConcurrentHashMap<>();

    /// @param otherwise what to say of a folder where no document knows
    /// @param sends whether the records are going to be written
    Folders(Optional<String> otherwise, boolean sends, UploadListener listener) {
        this.otherwise = otherwise;
        this.openRecord =
                path -> sends ? SentRecord.open(path, listener) : SentRecord.peek(path, listener);
    }

    /// Opens the folder's record as well, once it is known whose documents it holds.
    ///
    /// @param complaints hears why nobody knows
    Optional<Jurisdiction> jurisdiction(ScrapeFolder folder, Consumer<String> complaints) {
        var found =
                jurisdictions.computeIfAbsent(
                        folder.path(),
                        _ -> {
                            try {
                                return Optional.of(JurisdictionSearch.in(folder, otherwise));
                            } catch (CannotUploadException e) {
                                complaints.accept(e.getMessage());
                                return Optional.empty();
                            }
                        });
        if (found.isPresent()) {
            records.computeIfAbsent(folder.path(), openRecord);
        }
        return found;
    }

    /// A document may have come that says whose they are.
    void lookAgain() {
        jurisdictions.values().removeIf(Optional::isEmpty);
    }

    SentRecord record(ScrapeDocument document) {
        return records.get(document.file().getParent());
    }

    @Override
    public void close() {
        records.values().forEach(SentRecord::close);
    }
}
