package org.civichopper.bulk.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.source.Notes;

/// A search server as the settings of a command name it.
public final class SearchServer implements Search {

    // As long as readers of tables that move along may be kept waiting.
    private static final Duration TO_MOVE = Duration.ofSeconds(5);

    private final SearchClient client;
    private final Settings settings;
    private final Map<String, StateIndices> copies = new ConcurrentHashMap<>();

    /// @param ca a file with the certificates of whom to trust, where those whom the JDK trusts do
    ///   not do
    /// @param env the end of all names
    /// @param keep how many indices are kept for each alias, with the one that shows
    /// @param retryFor how long one request is tried again
    /// @param atOnce how many bulks may be under way
    public record Settings(
            SearchAddress address,
            Optional<Path> ca,
            String env,
            int keep,
            Duration retryFor,
            int atOnce) {}

    /// Without asking it.
    ///
    /// @throws IllegalArgumentException where the certificates cannot be read
    public SearchServer(Settings settings, Notes notes) {
        this(settings, TO_MOVE, notes);
    }

    /// @param toMove how long a call that moves aliases may take
    SearchServer(Settings settings, Duration toMove, Notes notes) {
        this.settings = settings;
        this.client =
                new SearchClient(
                        settings.address(),
                        settings.ca().map(Trust::inCertificatesOf),
                        settings.retryFor(),
                        toMove,
                        notes);
    }

    // The same one for the same run: what it sent is held against what it counts.
    @Override
    public SearchCopy copy(String state, Instant began) {
        return copies.computeIfAbsent(
                state + " " + began,
                _ ->
                        new StateIndices(
                                client,
                                new IndexNames(state, settings.env()),
                                began,
                                settings.keep(),
                                settings.atOnce()));
    }

    @Override
    public void putBack(List<Promoted> promoted) throws InterruptedException {
        new PutBack(client, settings.env()).back(promoted);
    }

    @Override
    public void showAgain(List<Promoted> promoted) throws InterruptedException {
        new PutBack(client, settings.env()).forth(promoted);
    }

    @Override
    public void close() {
        copies.values().forEach(StateIndices::close);
        client.close();
    }
}
