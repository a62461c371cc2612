package org.civichopper.bulk.bicam;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.civichopper.aws.AwsAccess;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;

/// Where zips stand, or come to stand once they are fetched. None leaves it whose bytes are not
/// those of the manifest.
final class Shelf implements AutoCloseable {

    private static final int PIECE = 1 << 18;
    private static final String REGION = "us-east-1";
    private static final Duration LONG_ENOUGH = Duration.ofHours(12); // for 11 GB

    private final Settings settings;
    private final Map<String, String> environment;
    private final PoliteClient client;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Path> proved = new ConcurrentHashMap<>();
    private long requests; // that were counted

    Shelf(Settings settings, Map<String, String> environment, Notes notes) {
        this.settings = settings;
        this.environment = environment;
        client =
                new PoliteClient(
                        new Manners(Manners.SILENCE, settings.retryFor(), settings.workers() + 2),
                        Optional.empty(),
                        notes);
    }

    /// What is known of a zip before it is fetched.
    ///
    /// @param bytes of all of it
    /// @param toFetch of those that are not here
    /// @param files with their unpacked size; empty where that is not known yet
    record Looked(long bytes, long toFetch, Map<String, Long> files) {}

    /// Takes and writes nothing.
    ///
    /// @throws LoadStopped where it is not there, or cannot be what the manifest says
    Looked look(Manifest.Entry entry) throws InterruptedException {
        try {
            if (settings.place() instanceof Place.Folder(var folder)) {
                var file = given(folder, entry);
                var bytes = Files.size(file);
                requireSize(entry, OptionalLong.of(bytes), folder.toString());
                return new Looked(bytes, 0, Body.sizes(file));
            }
            var download = download(entry);
            var version = download.look();
            requireSize(entry, version.bytes(), settings.place().toString());
            var bytes = version.bytes().orElse(entry.packed());
            return new Looked(bytes, Math.max(0, bytes - download.here(version)), Map.of());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// A whole zip of the manifest's bytes, fetched if need be: once for all that ask for it.
    ///
    /// @throws LoadStopped where there is none
    Path whole(Manifest.Entry entry, Download.Passing passing) throws InterruptedException {
        var alone = locks.computeIfAbsent(entry.name(), _ -> new ReentrantLock());
        alone.lockInterruptibly();
        try {
            if (!proved.containsKey(entry.name())) {
                proved.put(entry.name(), fetched(entry, passing));
            }
            return proved.get(entry.name());
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            alone.unlock();
        }
    }

    private Path fetched(Manifest.Entry entry, Download.Passing passing)
            throws IOException, InterruptedException {
        if (settings.place() instanceof Place.Folder(var folder)) {
            return proved(entry, given(folder, entry));
        }
        var file = kept(entry);
        Files.createDirectories(file.getParent());
        download(entry).fetch(passing);
        try {
            return proved(entry, file);
        } catch (LoadStopped.Failed e) {
            Files.deleteIfExists(file); // so that the next run asks for another
            throw e;
        }
    }

    private Path kept(Manifest.Entry entry) {
        return settings.cache().resolve(entry.key());
    }

    private Download download(Manifest.Entry entry) {
        return new Download(client, address(entry.key()), kept(entry));
    }

    private URI address(String key) {
        return switch (settings.place()) {
            case Place.Site(var folder) ->
                    URI.create(folder.toString().replaceAll("/+$", "") + "/" + key);
            case Place.Bucket _ -> signed(key);
            case Place.Folder _ -> throw new IllegalStateException("a folder is not asked");
        };
    }

    private URI signed(String key) {
        try {
            return AwsAccess.from(environment).signedGet(Place.BUCKET, key, REGION, LONG_ENOUGH);
        } catch (IllegalArgumentException e) {
            throw new LoadStopped.Failed(
                    "%s: %s; or give the zips by --input DIR, or a folder of the web by --source URL"
                            .formatted(settings.place(), e.getMessage()),
                    e);
        }
    }

    // Under its key, or just its name.
    private static Path given(Path folder, Manifest.Entry entry) {
        return Stream.of(entry.key(), entry.file(), entry.name() + ".zip")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new LoadStopped.Failed(
                                "%s: expected %s or %s in %s, found neither; nothing was loaded"
                                        .formatted(
                                                entry.name(), entry.key(), entry.file(), folder)));
    }

    private static void requireSize(Manifest.Entry entry, OptionalLong found, String where) {
        if (entry.size().isPresent()
                && found.isPresent()
                && entry.size().getAsLong() != found.getAsLong()) {
            throw new LoadStopped.Failed(
                    "%s: expected %s of %d bytes as in the manifest, found one of %d at %s; nothing was promoted: get it again, or give its manifest by --manifest"
                            .formatted(
                                    entry.name(),
                                    entry.file(),
                                    entry.size().getAsLong(),
                                    found.getAsLong(),
                                    where));
        }
    }

    private static Path proved(Manifest.Entry entry, Path file)
            throws IOException, InterruptedException {
        requireSize(entry, OptionalLong.of(Files.size(file)), file.toString());
        var found = sha256(file);
        if (!found.equals(entry.sha256())) {
            throw new LoadStopped.Failed(
                    "%s: expected %s with sha256 %s as in the manifest, found %s at %s; nothing was promoted: get it again, or give its manifest by --manifest"
                            .formatted(entry.name(), entry.file(), entry.sha256(), found, file));
        }
        return file;
    }

    private static String sha256(Path file) throws IOException, InterruptedException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[PIECE];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private LoadStopped.Failed unusable(IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected to read and keep zips there, found: %s; name another folder by --cache"
                        .formatted(
                                settings.place() instanceof Place.Folder(var folder)
                                        ? folder
                                        : settings.cache(),
                                failure.getMessage()),
                failure);
    }

    /// How many requests were made since this was last asked.
    synchronized long requestsSince() {
        var all = client.requests();
        var since = all - requests;
        requests = all;
        return since;
    }

    @Override
    public void close() {
        client.close();
    }
}
