package org.civichopper.uploader;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What is known of each folder that documents come from: whose they are, who sends them, and which
/// were sent. One thread asks how a folder stands.
final class Folders implements AutoCloseable {

    /// How a folder stands.
    sealed interface Standing {

        /// Its documents go from here.
        record Ours(Jurisdiction jurisdiction) implements Standing {}

        /// None of its documents has said yet whose they are.
        record Unknown() implements Standing {}

        /// Another hopper sends from it, and until that ends nobody else does.
        record Held() implements Standing {}

        /// It is of another jurisdiction than the one that this run is of.
        record Foreign() implements Standing {}
    }

    /// Where documents go to, and whether that has lost all that a folder sent there.
    record Sending(Destination to, Predicate<String> hasLost) {}

    private final Optional<String> otherwise;
    private final Optional<String> only;
    private final UploadListener listener;
    private final Optional<Destination> destination;
    private final Function<ScrapeFolder, Optional<SentRecord>> openRecord;
    private final Map<Path, Optional<Jurisdiction>> jurisdictions = new ConcurrentHashMap<>();
    private final Map<Path, SentRecord> records = new ConcurrentHashMap<>();
    private final Map<Path, SentRecord> recordsOfOthers = new ConcurrentHashMap<>();
    private final Set<Path> held = new HashSet<>();
    private final Set<Path> said = new HashSet<>();
    private boolean takesNoMore;

    /// @param otherwise what to say of a folder where no document knows
    /// @param only the jurisdiction, or the name of its folder, that alone is sent; empty for all
    /// @param sending empty where nothing is sent, and no record written
    /// @param previewed what a record is read for then
    Folders(
            Optional<String> otherwise,
            Optional<String> only,
            Optional<Sending> sending,
            Optional<Destination> previewed,
            UploadListener listener) {
        this.otherwise = otherwise;
        this.only = only;
        this.listener = listener;
        this.destination = sending.map(Sending::to).or(() -> previewed);
        this.openRecord =
                folder ->
                        sending.isPresent()
                                ? open(folder, sending.get())
                                : Optional.of(
                                        SentRecord.peek(folder.path(), destination, listener));
    }

    private Optional<SentRecord> open(ScrapeFolder folder, Sending sending) {
        var record = SentRecord.tryOpen(folder.path(), sending.to(), listener);
        record.filter(known -> !known.isEmpty() && sending.hasLost().test(folder.name()))
                .ifPresent(SentRecord::forget);
        return record;
    }

    /// Opens the folder's record as well, once it is ours.
    ///
    /// @param complaints hears why nobody knows whose its documents are
    Standing standing(ScrapeFolder folder, Consumer<String> complaints) {
        var id = only.filter(JurisdictionSearch::isId);
        if (only.isPresent() && id.isEmpty() && !only.get().equals(folder.name())) {
            return new Standing.Foreign(); // whatever its documents say, or do not say yet
        }
        // One of another name may be another state's, whose first documents do not say so yet.
        var mayBeForeign = id.filter(each -> !isNamedBy(each, folder)).isPresent();
        var found =
                jurisdictions.computeIfAbsent(
                        folder.path(),
                        _ -> {
                            try {
                                return Optional.of(
                                        JurisdictionSearch.in(
                                                folder,
                                                mayBeForeign ? Optional.empty() : otherwise));
                            } catch (CannotUploadException e) {
                                if (!mayBeForeign) {
                                    complaints.accept(e.getMessage());
                                }
                                return Optional.empty();
                            }
                        });
        if (found.isEmpty()) {
            return mayBeForeign ? new Standing.Foreign() : new Standing.Unknown();
        }
        var jurisdiction = found.get();
        if (id.isPresent() && !id.get().equals(jurisdiction.id())) {
            return new Standing.Foreign();
        }
        return isOpen(folder) ? new Standing.Ours(jurisdiction) : new Standing.Held();
    }

    // As `…/state:wy/government` names the folder `wy`, and that of Congress `us` and `usa`.
    private static boolean isNamedBy(String id, ScrapeFolder folder) {
        return id.matches(".*:" + Pattern.quote(folder.name()) + "/[^/]*")
                || id.equals("ocd-jurisdiction/country:us/government")
                        && folder.name().equals("usa");
    }

    private boolean isOpen(ScrapeFolder scrapeFolder) {
        var folder = scrapeFolder.path();
        if (!records.containsKey(folder) && !held.contains(folder) && !takesNoMore) {
            openRecord
                    .apply(scrapeFolder)
                    .ifPresentOrElse(
                            record -> records.put(folder, record), () -> leaveToOther(folder));
        }
        return records.containsKey(folder);
    }

    private void leaveToOther(Path folder) {
        held.add(folder);
        if (said.add(folder)) {
            listener.note(
                    folder
                            + ": another hopper sends from it; it is left to that one, and looked at again later");
        }
    }

    /// A document may have come that says whose they are, another hopper may have ended.
    void lookAgain() {
        jurisdictions.values().removeIf(Optional::isEmpty);
        held.clear();
        recordsOfOthers.clear();
    }

    /// From now on a folder that others leave stays free: nothing would be sent from it.
    void takeNoMore() {
        takesNoMore = true;
    }

    SentRecord record(ScrapeDocument document) {
        return records.get(document.file().getParent());
    }

    /// Whether the hopper that holds the folder has sent this content, as its record says.
    boolean wentElsewhere(Parcel parcel) {
        var document = parcel.document();
        return recordsOfOthers
                .computeIfAbsent(
                        document.file().getParent(),
                        path -> SentRecord.peek(path, destination, listener))
                .contains(document, parcel.sha256());
    }

    /// Lets others send from these folders.
    @Override
    public void close() {
        records.values().forEach(SentRecord::close);
    }
}
