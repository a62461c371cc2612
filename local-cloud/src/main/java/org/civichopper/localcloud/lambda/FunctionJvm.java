package org.civichopper.localcloud.lambda;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How the JVM of a function is started.
public sealed interface FunctionJvm {

    String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    String NATIVE_PROPERTY = CLIENT + "runtimeapi.NativeClient.JNI";

    /// As Lambda's own Java runtime does it: 85 % of the memory for the heap, the simplest
    /// collector, the first compiler only; the function's code is found by the runtime client.
    record Managed() implements FunctionJvm {}

    /// As a container image does it: with flags of its own and everything on one class path.
    record Image(List<String> flags) implements FunctionJvm {}

    /// The whole command.
    default List<String> command(DeployedFunction function, Sandbox sandbox) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + NATIVE_PROPERTY + "=" + sandbox.nativeClient());
        switch (this) {
            case Managed() -> {
                command.add("-Xmx" + function.memory() * 870L + "k"); // 85 % of 1024
                command.add("-XX:+UseSerialGC");
                command.add("-XX:TieredStopAtLevel=1");
                command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
                command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
                command.addAll(List.of("-cp", classPath(sandbox.client().stream())));
            }
            case Image(var flags) -> {
                command.addAll(flags);
                var all = Stream.concat(sandbox.jars().stream(), sandbox.client().stream());
                command.addAll(List.of("-cp", classPath(all)));
            }
        }
        command.add(CLIENT + "AWSLambda");
        command.add(function.handler());
        return command;
    }

    private static String classPath(Stream<Path> jars) {
        return jars.map(Path::toString).collect(joining(File.pathSeparator));
    }
}
