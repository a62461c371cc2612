package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Path;

/// A [SocrataServer] that was started, with what it is told.
record SocrataProcess(ServerProcess server) implements AutoCloseable {

    /// @param rows how many requests for rows there were
    /// @param distinct how many of them differ
    record Asked(int rows, int distinct) {}

    static SocrataProcess start() throws IOException {
        return new SocrataProcess(ServerProcess.start(SocrataServer.class, "512m"));
    }

    String url() {
        return server.url();
    }

    void serve(Path csv) throws IOException {
        server.tell(csv.toString());
    }

    /// What was asked for since the last time.
    Asked asked() throws IOException {
        var numbers = server.tell("").split(" ");
        return new Asked(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
