package org.civichopper.localcloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port on which a server stood the last time, so that what was set to it finds it again.
///
/// @param file beside the server's folder
record KeptPort(Path file) {

    static KeptPort of(Path folder) {
        return new KeptPort(folder.resolveSibling(folder.getFileName() + ".port"));
    }

    /// That port where it is free; else 0, for any.
    int orAny() {
        try {
            var port = Integer.parseInt(Files.readString(file).strip());
            try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return port;
            }
        } catch (IOException | IllegalArgumentException e) {
            return 0; // none was kept, or another program has it
        }
    }

    /// A convenience: without it there is another port the next time.
    void keep(int port) {
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            throw new LocalCloudException("cannot write " + file + ": " + e, e);
        }
    }
}
