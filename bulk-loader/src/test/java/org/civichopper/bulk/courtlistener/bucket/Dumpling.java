package org.civichopper.bulk.courtlistener.bucket;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.localcloud.bucket.Content;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.civichopper.localcloud.bucket.StoredObject;

/// A public bucket with small dumps, and the clients that read it.
final class Dumpling implements AutoCloseable {

    static final String PREFIX = "bulk-data/";
    static final List<String> TABLES = List.of("courts", "dockets", "opinions");

    final PublicBucket stored = PublicBucket.start(0, "/mirror");
    final List<String> said = new CopyOnWriteArrayList<>();
    private final List<PoliteClient> clients = new ArrayList<>();

    Manners manners(Duration retryFor) {
        return new Manners(Duration.ofSeconds(10), retryFor, 8);
    }

    HttpBucket bucket() {
        return bucket(Duration.ofSeconds(20));
    }

    HttpBucket bucket(Duration retryFor) {
        var client = new PoliteClient(manners(retryFor), Optional.empty(), said::add);
        clients.add(client);
        return new HttpBucket(URI.create(stored.url() + "/"), client);
    }

    /// A whole dump of three tables: data of one day, schema and script of another.
    Dumpling hasDump(String data, String script) {
        hasData(data, TABLES);
        put("schema-%s.sql".formatted(script), "CREATE TABLE search_docket (id integer);");
        put("load-bulk-data-%s.sh".formatted(script), script(data, script));
        return this;
    }

    static String script(String data, String script) {
        var text = new StringBuilder("psql -f \"$BULK_DIR\"/schema-%s.sql\n".formatted(script));
        for (var base : TABLES) {
            text.append(
                    "psql --command \"\\COPY public.search_%s (id) FROM '$BULK_DIR/%s-%s.csv' WITH (FORMAT csv, ENCODING utf8, ESCAPE '\\', HEADER)\"\n"
                            .formatted(base, base, data));
        }
        return text.toString();
    }

    /// Data that looks like noise: 1, 2 and 3 megabytes, in the order of the tables.
    Dumpling hasData(String day, List<String> bases) {
        for (var base : bases) {
            var size = 1_000_000L * (1 + TABLES.indexOf(base));
            stored.put(
                    StoredObject.of(
                                    PREFIX + name(base, day),
                                    new Content.Noise(size, base.hashCode()))
                            .inParts(17));
        }
        return this;
    }

    static String name(String base, String day) {
        return "%s-%s.csv.bz2".formatted(base, day);
    }

    void put(String name, String text) {
        stored.put(PREFIX + name, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(String name) {
        try (var in = stored.get(PREFIX + name).content().from(0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    LoadProgress progress() {
        return new LoadProgress() {
            @Override
            public void found(long rows) {}

            @Override
            public Bar begin(String slice, OptionalLong rows) {
                return new Bar() {
                    @Override
                    public void came(long rows, long bytes) {}

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void say(String line) {
                said.add(line);
            }
        };
    }

    @Override
    public void close() {
        clients.forEach(PoliteClient::close);
        stored.close();
    }
}
