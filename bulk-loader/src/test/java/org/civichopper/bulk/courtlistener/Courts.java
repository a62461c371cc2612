package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.bucket.Asked;
import org.civichopper.localcloud.bucket.PublicBucket;
import org.civichopper.localcloud.courts.InventedDump;

/// A public bucket with an invented dump and a database of its own, and the command that brings the
/// one into the other.
final class Courts implements AutoCloseable {

    static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    static final String OPINIONS = "search_opinion";
    static final String CITATIONS = "search_citation";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String database;
    final PublicBucket bucket;

    /// What a command came to.
    record Ran(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return new JsonMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("expected JSON, found: " + out + err, e);
            }
        }

        long count(String name) {
            return json().path(name).asLong();
        }

        String error() {
            return json().path("error").asText();
        }
    }

    private Courts(PublicBucket bucket) {
        this.bucket = bucket;
        database = "courts_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(database);
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

    String url() {
        return POSTGRES.url(database);
    }

    Connection connect() throws SQLException {
        var url = DatabaseUrl.parse(url());
        return DriverManager.getConnection(
                url.jdbcUrl(), url.user().orElseThrow(), url.password().orElse(""));
    }

    String one(String question) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long rows(String table) {
        return Long.parseLong(one("SELECT count(*) FROM courtlistener." + table));
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// `hopper load courtlistener … --json` from this bucket.
    Ran load(String... arguments) {
        var all = new ArrayList<>(List.of("load", "courtlistener"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--source", bucket.url(), "--json"));
        return hopper(all.toArray(String[]::new));
    }

    /// Any command against this database.
    Ran hopper(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--database-url", url()));
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                LoaderCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    @Override
    public void close() {
        bucket.close();
    }
}
