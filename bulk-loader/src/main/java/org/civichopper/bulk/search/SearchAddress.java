package org.civichopper.bulk.search;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a search server stands, and as whom it is asked. Shows neither user nor password.
public final class SearchAddress {

    private static final Pattern URL = Pattern.compile("(?i)(https?)://(?:(.*)@)?([^@]+)");

    /// @param written as the address has both, maybe with `%`-escapes
    private record Login(String user, String password, List<String> written) {

        private static Login of(String user, String password) {
            return new Login(decoded(user), decoded(password), List.of(user, password));
        }

        // Whatever stands between server and us may repeat either; the longest first, for a
        // shorter one may be a part of it.
        private List<String> secrets() {
            return Stream.of(
                            credentials(),
                            password,
                            written.getLast(),
                            URLEncoder.encode(password, StandardCharsets.UTF_8))
                    .filter(each -> !each.isEmpty())
                    .distinct()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toList();
        }

        private String credentials() {
            return Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
    }

    private final URI base;
    private final Optional<Login> login;

    private SearchAddress(URI base, Optional<Login> login) {
        this.base = base;
        this.login = login;
    }

    /// @param text as `https://user:password@host:9200`; user and password as they are, or with
    ///   `%`-escapes
    /// @throws IllegalArgumentException where it is not such a text, which it does not repeat
    public static SearchAddress parse(String text) {
        var parts = URL.matcher(text.strip());
        if (parts.matches()) {
            var base = base(parts.group(1) + "://" + parts.group(3).replaceFirst("/+$", ""));
            if (base.isPresent()) {
                var login = Optional.ofNullable(parts.group(2));
                return new SearchAddress(base.get(), login.map(SearchAddress::login));
            }
        }
        throw new IllegalArgumentException(
                "expected an address such as https://user:password@host:9200, found another text");
    }

    private static Optional<URI> base(String text) {
        try {
            var base = URI.create(text);
            return base.getHost() == null || base.getQuery() != null || base.getFragment() != null
                    ? Optional.empty()
                    : Optional.of(base);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Login login(String text) {
        var colon = text.indexOf(':');
        return colon < 0
                ? Login.of(text, "")
                : Login.of(text.substring(0, colon), text.substring(colon + 1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a `%` that escapes nothing
        }
    }

    public boolean hasLogin() {
        return login.isPresent();
    }

    /// The address of a call.
    ///
    /// @param path without a slash at its beginning
    URI of(String path) {
        return URI.create(base + "/" + path);
    }

    /// What goes into the header of that name.
    Optional<String> authorization() {
        return login.map(each -> "Basic " + each.credentials());
    }

    /// Words of the server, which may repeat what it was told.
    String masked(String text) {
        if (login.isEmpty()) {
            return text;
        }
        var masked = text;
        for (var secret : login.get().secrets()) {
            masked = masked.replace(secret, "***");
        }
        // As a word: one such as `a` would leave nothing to read.
        for (var user : List.of(login.get().written().getFirst(), login.get().user())) {
            var word = "(?<!\\w)" + Pattern.quote(user) + "(?!\\w)";
            masked = user.isEmpty() ? masked : masked.replaceAll(word, "***");
        }
        return masked;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
