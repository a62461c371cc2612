package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Download;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.source.TooLargeException;

/// A public bucket, or a mirror that speaks as one.
public final class HttpBucket implements Bucket {

    static final String PREFIX = "bulk-data/";
    private static final int MOST_OF_A_PAGE = 16 << 20;
    private static final int MOST_PAGES = 1_000;

    private final String source;
    private final PoliteClient client;

    /// @param source may have a path, below which the keys are
    public HttpBucket(URI source, PoliteClient client) {
        this.source = source.toString().replaceAll("/++$", "");
        this.client = client;
    }

    @Override
    public String place() {
        return source;
    }

    @Override
    public List<BucketFile> files() throws InterruptedException {
        var files = new TreeMap<String, BucketFile>(Comparator.naturalOrder());
        var tokens = new HashSet<String>();
        for (var token = ""; ; ) {
            var page = page(token);
            page.files().forEach(file -> files.put(file.name(), file));
            if (page.next().isEmpty()) {
                return List.copyOf(files.values());
            }
            token = page.next().get();
            if (!tokens.add(token) || tokens.size() == MOST_PAGES) {
                throw new LoadStopped.Failed(
                        "%s: expected a listing that ends, found page %d with the token of one before, or too many"
                                .formatted(source, tokens.size() + 1));
            }
        }
    }

    private ListedPage page(String token) throws InterruptedException {
        var address =
                URI.create(
                        source
                                + "?list-type=2&prefix="
                                + PREFIX
                                + (token.isEmpty()
                                        ? ""
                                        : "&continuation-token="
                                                + URLEncoder.encode(
                                                        token, StandardCharsets.UTF_8)));
        try {
            return ListedPage.read(client.get(address, MOST_OF_A_PAGE).body().stream(), PREFIX);
        } catch (TooLargeException e) {
            throw new LoadStopped.Failed(source + ": a page of its listing: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LoadStopped.Failed(source + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(BucketFile file, long from, long to)
            throws IOException, InterruptedException {
        return client.open(address(file), from, to, file.etag());
    }

    /// The file as one in a folder, under its name.
    Download download(BucketFile file, Path folder) {
        return new Download(client, address(file), folder.resolve(file.name()));
    }

    // A name has no character that an address would write otherwise.
    private URI address(BucketFile file) {
        return URI.create(source + "/" + PREFIX + file.name());
    }
}
