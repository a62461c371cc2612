package org.civichopper.bulk.finance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.finance.state.Source;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;

/// Where the files of a state are found, or come to lie once they are fetched. What is in it is
/// checked once, when it is first asked for.
final class Folder implements AutoCloseable {

    private final Settings settings;
    private final PoliteClient client;
    private final Optional<String> fault; // of any state that is loaded by the same command
    private StateFiles files; // null until checked

    /// @param fault that a check of all states of a command has found
    Folder(Settings settings, Optional<String> fault, Notes notes) {
        this.settings = settings;
        this.fault = fault;
        client =
                new PoliteClient(
                        new Manners(Manners.SILENCE, settings.retryFor(), 1),
                        Optional.empty(),
                        notes);
    }

    /// What the states' folders lack; empty where all that was given is whole.
    static Optional<String> fault(Settings settings) {
        if (settings.from() instanceof Settings.From.Given(var folder)) {
            try {
                check(settings, folder);
            } catch (LoadStopped.Failed e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static StateFiles check(Settings settings, Path folder) {
        return StateFiles.check(settings.state(), folder, settings.special(), settings.encoding());
    }

    /// @throws LoadStopped.Failed where any of them is missing or not whole
    StateFiles files() throws InterruptedException {
        if (fault.isPresent()) {
            throw new LoadStopped.Failed(fault.get());
        }
        if (files == null) {
            files =
                    switch (settings.from()) {
                        case Settings.From.Given(var folder) -> check(settings, folder);
                        case Settings.From.Fetched(var source, var cache) ->
                                check(settings, fetched(source, cache));
                        case Settings.From.Asked _ ->
                                throw new IllegalStateException("only asked for, not fetched");
                    };
        }
        return files;
    }

    private Path fetched(URI source, Path cache) throws InterruptedException {
        var folder = cache.resolve(settings.state().code());
        try {
            Files.createDirectories(folder);
            for (var wanted : wanted()) {
                download(source, folder, wanted).fetch(_ -> {});
            }
            return folder;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /// How many bytes would have to be fetched. Writes nothing.
    long toFetch(URI source, Path cache) throws InterruptedException {
        var folder = cache.resolve(settings.state().code());
        try {
            var bytes = 0L;
            for (var wanted : wanted()) {
                var download = download(source, folder, wanted);
                var version = download.look();
                bytes += Math.max(0, version.bytes().orElse(0) - download.here(version));
            }
            return bytes;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private List<String> wanted() {
        return settings.state().sources().stream().map(Source::shown).toList();
    }

    private Download download(URI source, Path folder, String wanted) {
        var address = URI.create(source.toString().replaceAll("/+$", "") + "/" + wanted);
        return new Download(client, address, folder.resolve(wanted));
    }

    private static LoadStopped.Failed unusable(Path folder, IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected to keep files there, found: %s; name another folder by --cache"
                        .formatted(folder, failure.getMessage()),
                failure);
    }

    /// How many requests were made so far.
    long requests() {
        return client.requests();
    }

    @Override
    public void close() {
        client.close();
    }
}
