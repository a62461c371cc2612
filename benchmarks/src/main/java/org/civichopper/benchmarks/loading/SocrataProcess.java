package org.civichopper.benchmarks.loading;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A [SocrataServer] that was started, with what it is told.
final class SocrataProcess implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final String url;

    /// @param rows how many requests for rows there were
    /// @param distinct how many of them differ
    record Asked(int rows, int distinct) {}

    private SocrataProcess(Process process) throws IOException {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
        url = line();
    }

    static SocrataProcess start() throws IOException {
        return new SocrataProcess(
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-Dsun.net.httpserver.nodelay=true",
                                        "-cp",
                                        classPath(),
                                        SocrataServer.class.getName()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    // It may be relative to where this program was started.
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String url() {
        return url;
    }

    void serve(Path csv) throws IOException {
        tell(csv.toString());
    }

    /// What was asked for since the last time.
    Asked asked() throws IOException {
        return tell("");
    }

    private Asked tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        var numbers = line().split(" ");
        return new Asked(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private String line() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("the city's server has ended");
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
