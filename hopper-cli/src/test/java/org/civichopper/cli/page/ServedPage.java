package org.civichopper.cli.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.cli.page.PageConfig.Port;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Site;

/// A page of a test's own, on loopback and a port that nobody else has.
record ServedPage(PageServer server, URI uri) implements AutoCloseable {

    private static final Pattern HIDDEN_FIELD =
            Pattern.compile("name=\"([a-z]+)\" value=\"([0-9a-f-]+)\"");

    /// After which it reads anew, and a little more.
    static final Duration INTERVAL = Duration.ofMillis(2_100);

    private static final Duration OBJECTIVE = Duration.ofMinutes(5);

    static ServedPage of(Site site, boolean allowReplay) {
        return of(site, allowReplay, Optional.empty(), List.of());
    }

    static ServedPage of(
            Site site, boolean allowReplay, Optional<String> token, List<String> names) {
        var config =
                new PageConfig(
                        InetAddress.getLoopbackAddress(),
                        new Port.Exactly(0),
                        names,
                        token,
                        allowReplay,
                        OBJECTIVE);
        return at(site.env().get("DATABASE_URL"), site, config);
    }

    /// With a database that is not the site's.
    static ServedPage at(String databaseUrl, Site site) {
        var config =
                new PageConfig(
                        InetAddress.getLoopbackAddress(),
                        new Port.Exactly(0),
                        List.of(),
                        Optional.empty(),
                        false,
                        OBJECTIVE);
        return at(databaseUrl, site, config);
    }

    private static ServedPage at(String databaseUrl, Site site, PageConfig config) {
        var server = PageServer.start(config, DatabaseUrl.parse(databaseUrl), site.env());
        return new ServedPage(server, URI.create(server.address()));
    }

    HttpAnswer get(String path) throws IOException {
        return ask("GET", path, Map.of());
    }

    /// A page with its addresses as a browser reads them.
    String markup(String path) throws IOException {
        return get(path).body().replace("&#x3D;", "=").replace("&amp;", "&");
    }

    HttpAnswer ask(String method, String path, Map<String, String> headers) throws IOException {
        return HttpAnswer.to(uri, method, path, headers, "");
    }

    /// As a browser sends a form of this page.
    HttpAnswer post(String path, String form) throws IOException {
        return post(path, form, Map.of());
    }

    HttpAnswer post(String path, String form, Map<String, String> headers) throws IOException {
        var all = new HashMap<String, String>();
        all.put("Origin", "http://" + uri.getAuthority());
        all.put("Content-Type", Form.TYPE);
        all.putAll(headers);
        return HttpAnswer.to(uri, "POST", path, all, form);
    }

    /// What the first button of a page would send.
    static String firstForm(String html) {
        var fields = new StringBuilder();
        var from = html.substring(html.indexOf("<form method=\"post\""));
        var form = from.substring(0, from.indexOf("</form>"));
        for (var field : HIDDEN_FIELD.matcher(form).results().toList()) {
            fields.append(field.group(1)).append('=').append(field.group(2)).append('&');
        }
        return fields.toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
