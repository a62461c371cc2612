package org.civichopper.bulk.courtlistener;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.civichopper.localcloud.courts.InventedDump;

/// A public bucket with an invented dump and a database of its own, and the command that brings the
/// one into the other.
final class Courts extends LoadedDatabase {

    static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    static final String OPINIONS = "search_opinion";
    static final String CITATIONS = "search_citation";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();

    final PublicBucket bucket;

    private Courts(PublicBucket bucket) {
        super(POSTGRES, "courts");
        this.bucket = bucket;
    }

    static Courts empty() {
        return new Courts(PublicBucket.start());
    }

    /// With a dump of so many clusters and opinions.
    static Courts with(int clusters) {
        return empty().has(DAY, clusters);
    }

    Courts has(LocalDate day, int clusters) {
        new InventedDump(day, clusters, 1).files().forEach(bucket::put);
        return this;
    }

    static String key(String table) {
        return key(table, DAY);
    }

    static String key(String table, LocalDate day) {
        return "bulk-data/%s.bz2".formatted(InventedDump.file(table, day));
    }

    static boolean isData(Asked asked) {
        return asked.key().endsWith(".bz2");
    }

    byte[] bytes(String key) {
        try (var in = bucket.get(key).content().from(0)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Puts another text in the place of a table's.
    Courts edit(String table, UnaryOperator<String> edit) {
        try {
            var packed = new ByteArrayInputStream(bytes(key(table)));
            var text =
                    new String(
                            new BZip2CompressorInputStream(packed).readAllBytes(),
                            StandardCharsets.UTF_8);
            bucket.put(key(table), packed(edit.apply(text)));
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new BZip2CompressorOutputStream(packed, 1)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    long rows(String table) {
        return Long.parseLong(one("SELECT count(*) FROM courtlistener." + table));
    }

    /// `hopper load courtlistener … --json` from this bucket.
    Ran load(String... arguments) {
        var all = new ArrayList<>(List.of("load", "courtlistener"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--source", bucket.url(), "--json"));
        return hopper(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        bucket.close();
    }
}
