package org.civichopper.cli.page;

import com.sun.net.httpserver.Headers;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides who may come in: a request for a name that is ours, from a page that is ours if it wants
/// to change something, with the token if there is one.
final class Gate {

    sealed interface Admission {

        record Admitted() implements Admission {}

        /// Brought the token in the address; from here on the cookie says it.
        record TokenInAddress(String cookie) implements Admission {}

        record Refused(int status, String reason) implements Admission {}
    }

    private final Set<String> hosts;
    private final Optional<String> token;
    private final String cookieName;

    Gate(InetSocketAddress bound, PageConfig config) {
        hosts = hosts(bound, config.names());
        token = config.token();
        cookieName = "hopper-page-" + bound.getPort(); // cookies do not tell ports apart
    }

    /// A name that somebody else's domain points here does not count: that is how a page of theirs
    /// would read ours.
    Admission admit(String method, URI uri, Headers headers) {
        var host = only(headers, "Host").map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
        if (!hosts.contains(host)) {
            return new Admission.Refused(
                    421,
                    "Host: expected a name of this page, found another: open the address that was printed at the start, or start it with --page-name");
        }
        if (method.equals("POST") && !isOurs(headers, host)) {
            return new Admission.Refused(
                    403,
                    "Origin: expected this page's own, found '%s': use the form on the page"
                            .formatted(only(headers, "Origin").orElse("none")));
        }
        return token.map(wanted -> withToken(wanted, uri, headers))
                .orElseGet(Admission.Admitted::new);
    }

    private Admission withToken(String wanted, URI uri, Headers headers) {
        if (isSame(wanted, bearer(headers)) || isSame(wanted, cookie(headers))) {
            return new Admission.Admitted();
        }
        var query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        if (query.startsWith("token=") && isSame(wanted, query.substring("token=".length()))) {
            return new Admission.TokenInAddress(
                    cookieName + "=" + wanted + "; HttpOnly; SameSite=Strict; Path=/");
        }
        return new Admission.Refused(
                401,
                "expected the token, found none or another: open the address that was printed at"
                        + " the start, which ends in ?token=…");
    }

    // A browser says where a form comes from; whoever does not say is not a browser with our form.
    private static boolean isOurs(Headers headers, String host) {
        var site = only(headers, "Sec-Fetch-Site").orElse("same-origin");
        var origin = only(headers, "Origin").orElse("").toLowerCase(Locale.ROOT);
        return site.equals("same-origin")
                && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private static String bearer(Headers headers) {
        return only(headers, "Authorization")
                .filter(text -> text.startsWith("Bearer "))
                .map(text -> text.substring("Bearer ".length()))
                .orElse("");
    }

    private String cookie(Headers headers) {
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Stream.of(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(cookieName + "="))
                .map(pair -> pair.substring(cookieName.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> only(Headers headers, String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// In a time that says nothing of how much of it was right.
    static boolean isSame(String wanted, String found) {
        return MessageDigest.isEqual(
                wanted.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> hosts(InetSocketAddress bound, List<String> names) {
        var all = new LinkedHashSet<String>();
        addresses(bound.getAddress())
                .forEach(address -> all.add(literal(address) + ":" + bound.getPort()));
        if (bound.getAddress().isLoopbackAddress() || bound.getAddress().isAnyLocalAddress()) {
            all.add("localhost:" + bound.getPort());
        }
        for (var name : names) {
            all.add(name.toLowerCase(Locale.ROOT));
            all.add(name.toLowerCase(Locale.ROOT) + ":" + bound.getPort());
        }
        return all;
    }

    private static List<InetAddress> addresses(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return List.of(bound);
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of(InetAddress.getLoopbackAddress());
        }
    }

    /// An address as it stands in a URL.
    static String literal(InetAddress address) {
        var text = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[" + shortened(text) + "]" : text;
    }

    // Java writes 0:0:0:0:0:0:0:1 where browsers write ::1.
    private static String shortened(String address) {
        var longest = "";
        for (var zeros = "0:0:0:0:0:0:0:0"; zeros.length() > 2; zeros = zeros.substring(2)) {
            if ((":" + address + ":").contains(":" + zeros + ":")) {
                longest = zeros;
                break;
            }
        }
        if (longest.isEmpty()) {
            return address;
        }
        var parts = (":" + address + ":").split(":" + longest + ":", 2);
        return parts[0].replaceFirst("^:", "") + "::" + parts[1].replaceFirst(":$", "");
    }
}
