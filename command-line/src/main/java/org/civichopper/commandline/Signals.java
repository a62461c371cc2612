package org.civichopper.commandline;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What the system tells this program to do. Java has a type for it that compilers warn of, so it
/// is reached by name.
public final class Signals {

    private Signals() {}

    /// From now on SIGINT and SIGTERM end nothing by themselves.
    ///
    /// @param listener gets `INT` or `TERM`
    public static void handle(Consumer<String> listener) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            for (var name : new String[] {"INT", "TERM"}) {
                var proxy =
                        Proxy.newProxyInstance(
                                handler.getClassLoader(),
                                new Class<?>[] {handler},
                                (self, method, arguments) ->
                                        switch (method.getName()) {
                                            case "handle" -> {
                                                listener.accept(name);
                                                yield null;
                                            }
                                            case "equals" -> self == arguments[0];
                                            case "hashCode" -> name.hashCode();
                                            default -> name;
                                        });
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java knows no signals", e);
        }
    }

    /// Whether a Ctrl-C reaches all that this program has started, without its help.
    public static boolean reachChildren() {
        try {
            var stat = Files.readString(Path.of("/proc/self/stat"));
            // After the name in brackets: state, parent, group, session, terminal, its group.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[2].equals(fields[5]);
        } catch (IOException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /// Passes one on.
    public static void send(String name, Process process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
