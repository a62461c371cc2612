package org.civichopper.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another JVM, which lives for seconds: what starts fast is fast enough.
public final class ChildJvm {

    private static final List<String> SHORT =
            List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC");

    private ChildJvm() {}

    /// With the class path of these tests. What it says on stderr goes to stdout.
    ///
    /// @param heap as `-Xmx` takes it
    public static ProcessBuilder of(String heap, Class<?> main, List<String> arguments) {
        return with(
                List.of(
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                arguments);
    }

    /// With nothing but this jar.
    public static ProcessBuilder of(Path jar, List<String> arguments) {
        return with(List.of("-jar", jar.toString()), arguments);
    }

    private static ProcessBuilder with(List<String> what, List<String> arguments) {
        var command = new ArrayList<>(SHORT);
        command.addAll(what);
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
