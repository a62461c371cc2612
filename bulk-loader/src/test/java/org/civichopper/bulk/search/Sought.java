package org.civichopper.bulk.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.finance.row.Candidate;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Filer;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.localsearch.WaywardSearch;

/// An environment of its own in the one search server of these tests, with one that misbehaves on
/// order before it, and what is loaded there.
final class Sought implements AutoCloseable {

    static final Instant FIRST = Instant.parse("2026-01-01T10:00:00.123Z");
    static final Instant SECOND = Instant.parse("2026-01-02T10:00:00Z");
    static final Instant THIRD = Instant.parse("2026-01-03T10:00:00Z");
    static final Instant FOURTH = Instant.parse("2026-01-04T10:00:00Z");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    private static final Filer FILER = new Filer("00020001", "COH", "Hartsell, Fay");
    private static final Candidate CANDIDATE =
            new Candidate("00020001", "Hartsell, Fay", "unknown", "upper", 2);

    final String env = "e" + NUMBER.incrementAndGet();
    final WaywardSearch wayward = WaywardSearch.before(SharedSearch.URL);
    final List<String> said = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<SearchServer> servers = new ArrayList<>();

    SearchServer server() {
        return server(Duration.ofSeconds(30), 2);
    }

    SearchServer server(Duration retryFor, int keep) {
        return server(wayward.url(), retryFor, keep);
    }

    SearchServer server(String url, Duration retryFor, int keep) {
        var server =
                new SearchServer(
                        new SearchServer.Settings(
                                SearchAddress.parse(url), Optional.empty(), env, keep, retryFor, 2),
                        said::add);
        servers.add(server);
        return server;
    }

    /// One that gives up on a call that moves aliases after two seconds instead of five.
    SearchServer hasty() {
        var server =
                new SearchServer(
                        new SearchServer.Settings(
                                SearchAddress.parse(wayward.url()),
                                Optional.empty(),
                                env,
                                2,
                                Duration.ofSeconds(30),
                                2),
                        Duration.ofSeconds(2),
                        said::add);
        servers.add(server);
        return server;
    }

    /// Loads so many gifts and one report, up to the promote.
    SearchCopy loaded(Instant began, int gifts) throws Exception {
        return loaded(server(), began, gifts);
    }

    SearchCopy loaded(SearchServer server, Instant began, int gifts) throws Exception {
        var copy = server.copy("tx", began);
        fill(copy, gifts);
        copy.check();
        return copy;
    }

    List<Reject> fill(SearchCopy copy, int gifts) throws Exception {
        copy.begin();
        for (var number = 1; number <= gifts; number++) {
            copy.add(gift(number));
        }
        copy.add(report("r1"));
        return copy.finish();
    }

    SearchCopy shown(Instant began, int gifts) throws Exception {
        var copy = loaded(began, gifts);
        copy.promote();
        return copy;
    }

    /// Takes back what a run that began then brought into sight.
    void putBack(Instant began) throws Exception {
        server().putBack(List.of(new Search.Promoted("tx", began, false)));
    }

    static Contribution gift(int number) {
        return gift("g" + number, CANDIDATE);
    }

    /// One that no index takes: its district is too great.
    static Contribution unfit(int number) {
        return gift("u" + number, new Candidate("1", "Hartsell, Fay", "unknown", "upper", 99_999));
    }

    private static Contribution gift(String id, Candidate candidate) {
        return new Contribution(
                id,
                "r1",
                LocalDate.of(2020, 5, 5),
                new BigDecimal("500.00"),
                "individual",
                "Dot \"Elm\" sgate",
                "San Ángelo",
                "TX",
                "75001",
                null,
                null,
                null,
                null,
                "A1",
                false,
                FILER,
                candidate);
    }

    static Report report(String id) {
        return new Report(
                id,
                List.of("30daypre", "final"),
                LocalDate.of(2022, 12, 6),
                LocalDate.of(2022, 12, 1),
                null,
                LocalDate.of(2022, 7, 1),
                null,
                new BigDecimal("63977.97"),
                new BigDecimal("77884.00"),
                null,
                true,
                FILER,
                CANDIDATE);
    }

    String index(Kind kind, Instant began) {
        return new IndexNames("tx", env).index(kind, began);
    }

    String alias(Kind kind) {
        return new IndexNames("tx", env).alias(kind);
    }

    /// What the server behind answers.
    JsonNode get(String path) throws Exception {
        return send("GET", path, "");
    }

    JsonNode send(String method, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(SharedSearch.URL + "/" + path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString()).body();
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new AssertionError(answer, e);
        }
    }

    /// How many gifts a reader of the alias finds.
    long gifts() throws Exception {
        return get(alias(Kind.CONTRIBUTIONS) + "/_count").path("count").asLong(-1);
    }

    /// All indices of this environment.
    List<String> indices() throws Exception {
        var names = new TreeSet<String>();
        get("_cat/indices/*_" + env + "?format=json&h=index")
                .forEach(each -> names.add(each.path("index").asText()));
        return List.copyOf(names);
    }

    @Override
    public void close() {
        servers.forEach(SearchServer::close);
        wayward.close();
    }
}
