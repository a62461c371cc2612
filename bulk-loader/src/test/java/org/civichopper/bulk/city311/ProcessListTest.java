package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.bulk.LoaderCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other users of the machine, and of the database, see of a load.
class ProcessListTest {

    private static final String TOKEN = "t0k3n-of-the-city";

    @TempDir private Path folder;

    @Test
    void theTokenReachesTheSourceAndNeitherTheListOfProcessesNorAnythingThatIsSaidOrKept()
            throws Exception {
        var heard = new CopyOnWriteArrayList<String>();
        var shown = new CopyOnWriteArrayList<String>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var city = City.in(folder)) {
            server.createContext(
                    "/",
                    exchange -> {
                        heard.add(exchange.getRequestHeaders().getFirst("X-App-Token"));
                        ProcessHandle.allProcesses()
                                .forEach(process ->
                                        process.info().commandLine().ifPresent(shown::add));
                        shown.addAll(city.ask("SELECT query FROM pg_stat_activity"));
                        var words = ("no such token: " + TOKEN).getBytes();
                        exchange.sendResponseHeaders(403, words.length);
                        exchange.getResponseBody().write(words);
                        exchange.close();
                    });
            server.start();
            var said = folder.resolve("said").toFile();
            var builder =
                    new ProcessBuilder(
                                    List.of(
                                            ProcessHandle.current().info().command().orElseThrow(),
                                            "-XX:TieredStopAtLevel=1",
                                            LoaderCommand.class.getName(),
                                            "load",
                                            "311",
                                            "--json",
                                            "--source",
                                            "http://127.0.0.1:" + server.getAddress().getPort()))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said);
            // A long command line is not shown.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            builder.environment().put("SOCRATA_APP_TOKEN", TOKEN);
            builder.environment().put("DATABASE_URL", city.url());

            assertThat(builder.start().waitFor()).isEqualTo(1);
            assertThat(heard).isNotEmpty().allMatch(TOKEN::equals);
            assertThat(shown)
                    .anyMatch(line -> line.contains(LoaderCommand.class.getName()))
                    .noneMatch(line -> line.contains(TOKEN));
            assertThat(Files.readString(said.toPath())).contains("403").doesNotContain(TOKEN);
            assertThat(city.ask("SELECT r::text FROM hopper.load_run r"))
                    .isNotEmpty()
                    .noneMatch(row -> row.contains(TOKEN));
        } finally {
            server.stop(0);
        }
    }
}
