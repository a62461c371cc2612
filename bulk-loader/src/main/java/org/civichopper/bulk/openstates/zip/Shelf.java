package org.civichopper.bulk.openstates.zip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.model.document.Sha256;

/// Where a zip stands, or comes to stand once it is fetched.
final class Shelf implements AutoCloseable {

    private static final int TOLD_APART = 16; // letters

    private final Settings settings;
    private final PoliteClient client;

    Shelf(Settings settings, Notes notes) {
        this.settings = settings;
        client =
                new PoliteClient(
                        new Manners(Manners.SILENCE, settings.retryFor(), 1),
                        Optional.empty(),
                        notes);
    }

    /// How many bytes a zip has, as far as its source says it. Takes and writes nothing.
    long look() throws InterruptedException {
        try {
            return switch (settings.place()) {
                case Place.Here(var file) -> Files.size(file);
                case Place.Web web -> download(web).look().bytes().orElse(0);
            };
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// Opens it, fetched if need be.
    ///
    /// @throws LoadStopped where it is not there, or no zip of a session
    SessionZip open(Download.Passing passing) throws InterruptedException {
        return switch (settings.place()) {
            case Place.Here(var file) -> new SessionZip(file);
            case Place.Web web -> fetched(web, passing);
        };
    }

    private SessionZip fetched(Place.Web web, Download.Passing passing)
            throws InterruptedException {
        try {
            var file = kept(web);
            Files.createDirectories(file.getParent());
            download(web).fetch(passing);
            try {
                return new SessionZip(file);
            } catch (LoadStopped.Failed e) {
                Files.deleteIfExists(file); // so that the next run asks for another
                throw e;
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// What was fetched turned out to be damaged: the next run asks for another.
    void forget() {
        if (settings.place() instanceof Place.Web web) {
            try {
                Files.deleteIfExists(kept(web));
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private Download download(Place.Web web) {
        return new Download(client, web.address(), kept(web));
    }

    // Whatever its name is, it leads nowhere else.
    private Path kept(Place.Web web) {
        var address = web.address().toString();
        var path = Optional.ofNullable(web.address().getPath()).orElse("");
        var name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        var folder = Sha256.hex(address.getBytes(StandardCharsets.UTF_8)).substring(0, TOLD_APART);
        return settings.cache()
                .resolve(folder)
                .resolve(name.isEmpty() || name.startsWith(".") ? "session.zip" : name);
    }

    private LoadStopped.Failed unusable(IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected to read it, or to keep it in %s, found: %s; name another folder by --cache"
                        .formatted(settings.place(), settings.cache(), failure),
                failure);
    }

    long requests() {
        return client.requests();
    }

    @Override
    public void close() {
        client.close();
    }
}
