package org.civichopper.bulk.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/// Where a source may send us: to http or https, and not from a public address to a private one.
final class Redirects {

    private Redirects() {}

    /// @throws IOException that says why we do not go there
    static URI follow(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("expected the address of a redirect, found another text", e);
        }
        if (!("http".equals(to.getScheme()) || "https".equals(to.getScheme()))
                || to.getHost() == null) {
            throw new IOException("expected a redirect to http or https, found another");
        }
        if ("https".equals(from.getScheme()) && "http".equals(to.getScheme())) {
            throw new IOException("expected a redirect that stays with https, found http");
        }
        if (isPrivate(to.getHost()) && !isPrivate(from.getHost())) {
            throw new IOException(
                    "expected a redirect to a public address, found the private one of "
                            + to.getHost());
        }
        return to;
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        return address.getPort() >= 0
                ? address.getPort()
                : "https".equals(address.getScheme()) ? 443 : 80;
    }

    /// A name that no server of names knows is of no machine, this one included.
    static boolean isLoopback(String host) {
        try {
            return Stream.of(InetAddress.getAllByName(bare(host)))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isPrivate(String host) throws IOException {
        for (var address : InetAddress.getAllByName(bare(host))) {
            var bytes = address.getAddress();
            var uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
            var shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
            if (address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || uniqueLocal
                    || shared) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
