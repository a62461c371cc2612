package org.civichopper.benchmarks.loading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/// A [StatesServer] that was started, with what it is told.
final class StatesProcess implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final String url;

    private StatesProcess(Process process) throws IOException {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
        url = line();
    }

    static StatesProcess start(int bills, int changed) throws IOException {
        return new StatesProcess(
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx1g",
                                        "-Dsun.net.httpserver.nodelay=true",
                                        "-cp",
                                        SocrataProcess.classPath(),
                                        StatesServer.class.getName(),
                                        Integer.toString(bills),
                                        Integer.toString(changed)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    String url() {
        return url;
    }

    /// Some bills change.
    void change() throws IOException {
        in.write('\n');
        in.flush();
        line();
    }

    private String line() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("the states' server has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close(); // which ends it
        out.close();
        process.destroy();
    }
}
