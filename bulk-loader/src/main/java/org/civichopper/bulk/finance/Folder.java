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
/// read through, checked and hashed once: before anything is created where it was given, else when
/// it is first asked for.
final class Folder implements AutoCloseable {

    private final Settings settings;
    private final Notes notes;
    private Looked looked;
    private PoliteClient client; // null until something is fetched

    /// What is known of the files.
    sealed interface Looked {

        record Whole(StateFiles files) implements Looked {}

        /// @param why for what this or another state of the same command lacks
        record Lacking(String why) implements Looked {}

        record NotYet() implements Looked {}
    }

    Folder(Settings settings, Looked looked, Notes notes) {
        this.settings = settings;
        this.looked = looked;
        this.notes = notes;
    }

    /// Into a folder that was given.
    static Looked look(Settings settings) {
        if (settings.from() instanceof Settings.From.Given(var folder)) {
            try {
                return new Looked.Whole(check(settings, folder));
            } catch (LoadStopped.Failed e) {
                return new Looked.Lacking(e.getMessage());
            }
        }
        return new Looked.NotYet();
    }

    private static StateFiles check(Settings settings, Path folder) {
        return StateFiles.check(settings.state(), folder, settings.special(), settings.encoding());
    }

    /// @throws LoadStopped.Failed where any of them is missing or not whole
    StateFiles files() throws InterruptedException {
        return switch (looked) {
            case Looked.Whole(var files) -> files;
            case Looked.Lacking(var why) -> throw new LoadStopped.Failed(why);
            case Looked.NotYet _ -> {
                var files = check(settings, folder());
                looked = new Looked.Whole(files);
                yield files;
            }
        };
    }

    private Path folder() throws InterruptedException {
        return switch (settings.from()) {
            case Settings.From.Given(var folder) -> folder;
            case Settings.From.Fetched(var source, var cache) -> fetched(source, cache);
            case Settings.From.Asked _ ->
                    throw new IllegalStateException("only asked for, not fetched");
        };
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
        return new Download(client(), address, folder.resolve(wanted));
    }

    private PoliteClient client() {
        if (client == null) {
            client =
                    new PoliteClient(
                            new Manners(Manners.SILENCE, settings.retryFor(), 1),
                            Optional.empty(),
                            notes);
        }
        return client;
    }

    private static LoadStopped.Failed unusable(Path folder, IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected to keep files there, found: %s; name another folder by --cache"
                        .formatted(folder, failure.getMessage()),
                failure);
    }

    /// How many requests were made so far.
    long requests() {
        return client == null ? 0 : client.requests();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
