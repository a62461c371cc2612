package org.civichopper.localcloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A port of the loopback address that was free a moment ago. Somebody else may take it before it
/// is used, so whoever asks must be ready to ask again.
final class FreePort {

    private FreePort() {}

    static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalCloudException("no free port on 127.0.0.1", e);
        }
    }
}
