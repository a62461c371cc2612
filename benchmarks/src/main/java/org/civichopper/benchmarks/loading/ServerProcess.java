package org.civichopper.benchmarks.loading;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A source in a process of its own, which says its address, then answers each line with a line,
/// and ends with its input.
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final String url;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        in = process.outputWriter();
        out = process.inputReader();
        url = line();
    }

    /// @param heap at most, such as `512m`
    static ServerProcess start(Class<?> program, String heap, Object... arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-Dsun.net.httpserver.nodelay=true",
                                "-cp",
                                classPath(),
                                program.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ServerProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
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

    /// Says a line, and returns the answer.
    String tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        return line();
    }

    private String line() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("the source's server has ended");
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
