package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.ChildJvm;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;

/// Whoever sends half a request and waits is not waited for.
class HalfOpenConnectionTest {

    @Test
    void halfARequestIsNotWaitedFor() throws Exception {
        var page =
                ChildJvm.of(
                                "64m",
                                HopperCommand.class,
                                List.of(
                                        "page",
                                        "--page-port",
                                        "0",
                                        "--database-url",
                                        TestDatabases.fresh()))
                        .start();
        try (var said = page.inputReader()) {
            var line = said.readLine();
            var address = URI.create(line.replaceAll(".*(http://[^ ]*/).*", "$1"));
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).as("the end").isEqualTo(-1);
            }
        } finally {
            page.destroyForcibly();
        }
    }
}
