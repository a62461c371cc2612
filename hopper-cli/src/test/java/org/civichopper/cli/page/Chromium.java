package org.civichopper.cli.page;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.civichopper.testing.Patience;

/// A browser without a window, driven by its DevTools protocol. A test that wants one is skipped
/// where none is installed, and says so.
final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NAMES =
            List.of("chrome", "google-chrome", "chromium", "chromium-browser");

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Chromium(Process process, Path folder) throws Exception {
        this.process = process;
        var port = folder.resolve("DevToolsActivePort");
        Patience.until(PATIENCE, () -> Files.exists(port) && !Files.readString(port).isBlank());
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%s/json/new?about:blank"
                                                .formatted(Files.readAllLines(port).getFirst())))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
        var tab = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(tab.path("webSocketDebuggerUrl").asText()),
                                new Listener())
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /// @param folder of its own, for its profile
    static Chromium start(Path folder) throws Exception {
        var program = installed();
        if (program.isEmpty()) {
            var message = "SKIPPED: needs chromium, which is not installed";
            System.err.println(message);
            abort(message);
        }
        var process =
                new ProcessBuilder(
                                program.get().toString(),
                                "--headless",
                                "--no-sandbox", // it sees pages of ours only, and CI may be root
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-quic",
                                "--disable-sync",
                                "--disable-component-update",
                                "--disable-background-networking",
                                "--no-first-run",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + folder,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("chromium.log").toFile())
                        .start();
        try {
            return new Chromium(process, folder);
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What the page or the browser complained about, refusals by the policy of the page included.
    List<String> complaints() {
        return complaints;
    }

    /// All that was asked for.
    List<String> requests() {
        return requests;
    }

    void open(URI page) {
        call("Page.navigate", Map.of("url", page.toString()));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// Where the reader is, by the clock, from the next page on.
    void setZone(String zone) {
        call("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    /// The value of an expression, as text.
    String evaluate(String expression) {
        var answer =
                call(
                        "Runtime.evaluate",
                        Map.of("expression", "String(" + expression + ")", "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value").asText();
    }

    void until(String expression) {
        Patience.until(PATIENCE, () -> evaluate(expression).equals("true"));
    }

    /// The whole page, however long.
    void photograph(Path file, int width, String colours) throws IOException {
        resize(width, 900);
        photograph(
                file,
                width,
                colours,
                Integer.parseInt(evaluate("document.documentElement.scrollHeight")));
    }

    /// As much of the page as is so high.
    void photograph(Path file, int width, String colours, int height) throws IOException {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        resize(width, height);
        var picture = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    private void resize(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private JsonNode call(String method, Map<String, Object> params) {
        var id = number.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        open.put(id, answer);
        try {
            var message =
                    JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params));
            socket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(method + " was not answered", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        var children = process.descendants().toList(); // they write into the profile
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> killed()).join();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }

    private Process killed() {
        return process.destroyForcibly();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                var event = JSON.readTree(message);
                switch (event.path("method").asText()) {
                    case "Log.entryAdded" -> complain(event.at("/params/entry"));
                    case "Runtime.exceptionThrown" -> complain(event.at("/params"));
                    case "Runtime.consoleAPICalled" -> complain(event.at("/params"));
                    case "Network.requestWillBeSent" ->
                            requests.add(event.at("/params/request/url").asText());
                    case "" -> answer(event);
                    default -> {
                        // of no interest here
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(message, e);
            }
        }

        private void complain(JsonNode what) {
            complaints.add(what.toString());
        }

        private void answer(JsonNode event) {
            var waiting = open.remove(event.path("id").asInt());
            if (event.has("error")) {
                waiting.completeExceptionally(new AssertionError(event.get("error").toString()));
            } else {
                waiting.complete(event.path("result"));
            }
        }
    }
}
