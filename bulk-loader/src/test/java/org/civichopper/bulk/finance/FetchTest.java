package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texas is fetched where no files are given: once for each version of it.
class FetchTest {

    @TempDir private Path folder;

    /// A site with the zip, which knows its version.
    private static final class Site implements AutoCloseable {

        private final HttpServer server;
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final AtomicLong sent = new AtomicLong();
        private volatile byte[] zip = {};
        private volatile String etag = "";

        Site() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        asked.add(exchange.getRequestURI().getPath());
                        exchange.getResponseHeaders().add("ETag", etag);
                        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                            exchange.sendResponseHeaders(304, -1);
                        } else {
                            exchange.sendResponseHeaders(200, zip.length);
                            exchange.getResponseBody().write(zip);
                            sent.addAndGet(zip.length);
                        }
                        exchange.close();
                    });
            server.start();
        }

        void has(TexasZip made, Path scratch) throws IOException {
            made.write(scratch);
            zip = Files.readAllBytes(scratch);
            etag = '"' + Integer.toString(zip.length) + '"';
        }

        String url() {
            return "http://localhost:%d/public/cf/".formatted(server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Capitol.Ran load(Capitol capitol, Site site, String... more) {
        var all = new ArrayList<>(List.of("load", "campaign-finance", "--state", "tx"));
        all.addAll(List.of("--source", site.url(), "--cache", folder.resolve("cache").toString()));
        all.add("--json");
        all.addAll(List.of(more));
        return capitol.hopper(all.toArray(String[]::new));
    }

    @Test
    void whatHasNotChangedCostsNoBytesAndChangesNothing() throws Exception {
        try (var capitol = Capitol.in(folder);
                var site = new Site()) {
            site.has(TexasZip.of(100), folder.resolve("scratch"));
            var first = load(capitol, site);
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(site.asked).containsExactly("/public/cf/TEC_CF_CSV.zip");
            var sent = site.sent.get();

            assertThat(load(capitol, site).json().path("unchanged").asInt()).isEqualTo(101);
            assertThat(site.sent).hasValue(sent);

            site.has(TexasZip.of(120), folder.resolve("scratch"));
            assertThat(load(capitol, site).json().path("inserted").asInt()).isEqualTo(121);
        }
    }

    @Test
    void aFileWhoseLoadWasRolledBackIsNotPromotedAgainByItself() throws Exception {
        try (var capitol = Capitol.in(folder);
                var site = new Site()) {
            site.has(TexasZip.of(100), folder.resolve("scratch"));
            load(capitol, site);
            site.has(TexasZip.of(120).report("901", Map.of()), folder.resolve("scratch"));
            load(capitol, site);
            capitol.hopper("load", "rollback", "campaign-finance", "--state", "tx");
            var again = load(capitol, site);
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.error()).contains("which was rolled back");
            assertThat(load(capitol, site, "--force").exitCode()).isZero();
        }
    }

    @Test
    void aDryRunAsksForTheSizeAndWritesNothing() throws Exception {
        try (var capitol = Capitol.in(folder);
                var site = new Site()) {
            site.has(TexasZip.of(100), folder.resolve("scratch"));
            var ran = load(capitol, site, "--dry-run");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().at("/plan/bytes").asInt()).isEqualTo(site.zip.length);
            assertThat(ran.json().at("/plan/requests").asInt()).isEqualTo(1);
            assertThat(folder.resolve("cache")).doesNotExist();
        }
    }

    @Test
    void aSiteThatIsAwayPausesTheRun() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            var site = new Site();
            site.close();
            var ran = load(capitol, site, "--retry-for", "1s");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(75);
            assertThat(ran.json().path("status").asText()).isEqualTo("paused");
        }
    }
}
