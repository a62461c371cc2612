package org.civichopper.localcloud.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// A function that does what its event says, deployed as a jar of its own.
public final class TestFunction {

    public TestFunction() {
        if (System.getenv("REFUSES") != null) {
            throw new IllegalStateException("cannot be made");
        }
    }

    /// @return its environment and its heap
    public Map<String, String> handle(Map<String, String> event) throws IOException {
        System.out.println("asked to " + event.get("do"));
        switch (event.get("do")) {
            case "fail" -> throw new IllegalArgumentException("as asked");
            case "fill" -> fill();
            case "exit" -> Runtime.getRuntime().halt(7);
            case "wait" -> waitFor(Integer.parseInt(event.get("port")));
            default -> {}
        }
        var answer = new TreeMap<>(System.getenv());
        answer.put("heap", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        return answer;
    }

    private static void fill() {
        var kept = new ArrayList<byte[]>();
        while (kept.size() < 1000) {
            kept.add(new byte[1 << 20]);
        }
    }

    // Until the other side hangs up.
    private static void waitFor(int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.getInputStream().read();
        }
    }

    static Path deployedIn(Path folder) throws IOException {
        var name = TestFunction.class.getName().replace('.', '/') + ".class";
        var lib = Files.createDirectories(folder.resolve("lib"));
        try (var jar = new JarOutputStream(Files.newOutputStream(lib.resolve("function.jar")));
                var content = TestFunction.class.getResourceAsStream("TestFunction.class")) {
            jar.putNextEntry(new JarEntry(name));
            content.transferTo(jar);
        }
        return folder;
    }
}
