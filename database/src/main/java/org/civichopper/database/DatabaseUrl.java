package org.civichopper.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/// Where the database is, as everybody else's tools spell it:
/// `postgresql://user:password@host:port/database?sslmode=require`. Never shows its password.
///
/// @param host a name or an address; an IPv6 address is without brackets
/// @param options by the driver's names, for example `connectTimeout`
public record DatabaseUrl(
        String host,
        int port,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> options) {

    private static final int USUAL_PORT = 5432;
    private static final String FORM = "postgresql://user:password@host:port/database";
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?:postgresql|postgres|postgis)://"
                            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
                            + "(?<host>\\[[0-9A-Fa-f:.%]+]|[^:@/?#,\\[\\]]*)(?::(?<port>[0-9]{1,5})?)?"
                            + "(?:/(?<database>[^@/?#]*))?"
                            + "(?:\\?(?<query>[^#]*))?");
    private static final Map<String, String> DRIVER_NAMES =
            Map.of(
                    "sslmode", "sslmode",
                    "sslrootcert", "sslrootcert",
                    "connect_timeout", "connectTimeout",
                    "channel_binding", "channelBinding",
                    "options", "options",
                    "application_name", "ApplicationName");
    // Names that other tools take, and so may be shown: they are no part of a password.
    private static final Set<String> OF_OTHER_TOOLS =
            Set.of(
                    "user",
                    "password",
                    "host",
                    "port",
                    "dbname",
                    "target_session_attrs",
                    "targetServerType",
                    "load_balance_hosts",
                    "sslcert",
                    "sslkey",
                    "sslpassword",
                    "sslcrl",
                    "ssl",
                    "sslnegotiation",
                    "gssencmode",
                    "krbsrvname",
                    "passfile",
                    "service",
                    "client_encoding",
                    "currentSchema",
                    "schema",
                    "pgbouncer",
                    "connection_limit",
                    "pool_timeout",
                    "keepalives",
                    "keepalives_idle",
                    "tcp_user_timeout");
    private static final Pattern SEVERAL_HOSTS =
            Pattern.compile("(?:postgresql|postgres|postgis)://(?:[^/?#]*@)?[^@/?#]*,[^@]*");
    private static final Pattern KEYWORDS =
            Pattern.compile("(?:host|hostaddr|port|dbname|user|password|sslmode|service)\\s*=");
    private static final Set<String> CHANNEL_BINDINGS = Set.of("disable", "prefer", "require");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    public DatabaseUrl {
        options = Map.copyOf(options);
    }

    /// Without a port it is 5432, without a host this machine, without a database the one that is
    /// named like the user.
    ///
    /// @throws IllegalArgumentException for anything else than such a URL; the message shows
    ///   nothing of it, because any part may be one of a password that is not escaped
    public static DatabaseUrl parse(String url) {
        var matcher = SHAPE.matcher(url.strip());
        if (!matcher.matches()) {
            throw another(url.strip());
        }
        var user = decoded("user", matcher.group("user"));
        var database =
                decoded("database", matcher.group("database"))
                        .or(() -> user)
                        .orElseThrow(() -> wrong(FORM, "no database"));
        return new DatabaseUrl(
                host(matcher.group("host")),
                port(matcher.group("port")),
                database,
                user,
                decoded("password", matcher.group("password")),
                options(matcher.group("query")));
    }

    private static IllegalArgumentException another(String url) {
        if (url.startsWith("jdbc:")) {
            return wrong(
                    FORM,
                    "one of JDBC: leave out jdbc:, and write user and password before the host");
        }
        if (SEVERAL_HOSTS.matcher(url).matches()) {
            return wrong(
                    FORM + " with one host",
                    "several: name the primary's, or that of a pooler or proxy before them");
        }
        if (KEYWORDS.matcher(url).lookingAt()) {
            return wrong(FORM, "keywords such as host= and dbname=");
        }
        return wrong(
                FORM + " with : / ? # @ in user and password written as %3A %2F %3F %23 %40",
                "another form");
    }

    /// For the driver; without user, password and options.
    public String jdbcUrl() {
        return "jdbc:postgresql://"
                + authority()
                + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Opens a new connection each time: for tools that make few of them. [Database] has a pool.
    public DataSource dataSource() {
        var source = new UtcDataSource();
        source.setUrl(jdbcUrl());
        user.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        try {
            for (var option : options.entrySet()) {
                source.setProperty(option.getKey(), option.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("options are checked when they are read", e);
        }
        return source;
    }

    private static String host(String text) {
        if (text.isEmpty()) {
            return "localhost";
        }
        return text.startsWith("[")
                ? text.substring(1, text.length() - 1)
                : decoded("host", text).orElseThrow();
    }

    private static int port(String text) {
        if (text == null) {
            return USUAL_PORT;
        }
        var port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw wrong("a port from 1 to 65535", "another number");
        }
        return port;
    }

    private static Map<String, String> options(String query) {
        var options = new TreeMap<String, String>();
        if (query == null || query.isEmpty()) {
            return options;
        }
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            var name = parts[0];
            if (!DRIVER_NAMES.containsKey(name)) {
                throw wrong(
                        "no options but " + String.join(", ", new TreeMap<>(DRIVER_NAMES).keySet()),
                        OF_OTHER_TOOLS.contains(name) ? name : "another");
            }
            options.put(
                    DRIVER_NAMES.get(name), optionValue(name, parts.length < 2 ? "" : parts[1]));
        }
        return options;
    }

    private static String optionValue(String name, String text) {
        var value = decoded(name, text).orElse("");
        var right =
                switch (name) {
                    case "sslmode" -> SSL_MODES.contains(value);
                    case "channel_binding" -> CHANNEL_BINDINGS.contains(value);
                    case "connect_timeout" -> value.matches("[0-9]{1,6}");
                    default -> !value.isEmpty();
                };
        if (!right) {
            throw wrong("a value that " + name + " takes", "another");
        }
        return value;
    }

    private static Optional<String> decoded(String part, String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            // A plus sign is a plus sign: only percent escapes are decoded.
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw wrong("sound percent escapes in the " + part, "a % that is none (write %25)");
        }
    }

    private static IllegalArgumentException wrong(String expected, String found) {
        return new IllegalArgumentException(
                "database URL: expected " + expected + ", found " + found);
    }

    private String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /// For people and logs: the password, if there is one, is `***`.
    @Override
    public String toString() {
        var login = user.map(name -> name + password.map(_ -> ":***").orElse("") + "@").orElse("");
        return "postgresql://" + login + authority() + "/" + database;
    }
}
