package org.civichopper.localcloud.socrata;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.civichopper.localcloud.LocalCloudException;

/// The data sets, and the right answer to every request.
final class Catalog {

    private static final Pattern RESOURCE = Pattern.compile("/resource/([^/.]+)\\.(csv|json)");
    private static final Pattern VIEW = Pattern.compile("/api/views/([^/.]+)\\.json");
    private static final Map<String, String> CSV =
            Map.of("Content-Type", "text/csv; charset=utf-8");
    // As HTTP writes dates: two digits of the day.
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Manners manners;
    private final Map<String, Served> sets = new ConcurrentHashMap<>();

    Catalog(Manners manners) {
        this.manners = manners;
    }

    void put(DataSet set) {
        var header = DataSet.header(set.csv());
        var columns =
                set.columns().stream().filter(Column::isStored).map(Column::fieldName).toList();
        if (!header.subList(DataSet.SYSTEM_FIELDS.size(), header.size()).equals(columns)) {
            throw new LocalCloudException(
                    "%s: expected the columns of %s, %s, found %s"
                            .formatted(set.csv(), set.id(), columns, header));
        }
        var earlier = Optional.ofNullable(sets.get(set.id())).map(Served::rows);
        sets.put(set.id(), new Served(set, Rows.of(set, earlier)));
    }

    void remove(String id) {
        sets.remove(id);
    }

    /// @param turn how many requests came before
    Reply reply(Asked asked, long turn) {
        return reply(asked, turn, UnaryOperator.identity());
    }

    /// @param asWanted what is made of the query before it is answered
    Reply reply(Asked asked, long turn, UnaryOperator<Query> asWanted) {
        try {
            check(asked);
            var path = asked.path().substring(manners.prefix().length());
            var resource = RESOURCE.matcher(path);
            if (resource.matches()) {
                var served = served(resource.group(1));
                var query = Query.read(asked.query(), served, manners.largestPage(), turn);
                return rows(served, asWanted.apply(query), resource.group(2).equals("json"));
            }
            var view = VIEW.matcher(path);
            if (view.matches()) {
                return Reply.json(200, metadata(served(view.group(1))));
            }
            throw notFound(path);
        } catch (Refusal e) {
            return Reply.json(e.status(), e.json());
        }
    }

    private void check(Asked asked) {
        if (!asked.method().equals("GET")) {
            throw new Refusal(405, "method_not_allowed", "Only GET is answered here");
        }
        if (!asked.path().startsWith(manners.prefix())) {
            throw notFound(asked.path());
        }
        var token = asked.header("X-App-Token");
        if (manners.token().filter(demanded -> !demanded.equals(token)).isPresent()) {
            throw new Refusal(403, "permission_denied", "Invalid app_token specified");
        }
    }

    private Served served(String id) {
        return Optional.ofNullable(sets.get(id)).orElseThrow(() -> notFound(id));
    }

    private static Refusal notFound(String what) {
        return new Refusal(404, "dataset.missing", "Not found: " + what);
    }

    private static Reply rows(Served served, Query query, boolean json) {
        var page = new Page(served.rows(), query);
        var headers = new HashMap<>(json ? Reply.JSON : CSV);
        var changed = HTTP_DATE.format(Instant.ofEpochMilli(served.rows().lastUpdate()));
        headers.put("X-SODA2-Fields", Json.array(query.names()));
        headers.put("X-SODA2-Types", Json.array(query.names().stream().map(served::type).toList()));
        headers.put("X-SODA2-Truth-Last-Modified", changed);
        headers.put("Last-Modified", changed);
        headers.put(
                "ETag", "\"%x.%x\"".formatted(served.rows().lastUpdate(), served.rows().count()));
        return new Reply(200, headers, json ? page::writeJson : page::writeCsv);
    }

    private static String metadata(Served served) {
        var columns = served.set().columns();
        var listed =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> column(i + 1, columns.get(i)))
                        .collect(Collectors.joining(","));
        return "{\"id\":%s,\"name\":%s,\"viewType\":\"tabular\",\"rowsUpdatedAt\":%d,\"columns\":[%s]}"
                .formatted(
                        Json.quoted(served.set().id()),
                        Json.quoted(served.set().name()),
                        served.rows().lastUpdate() / 1000,
                        listed);
    }

    private static String column(int position, Column column) {
        return "{\"id\":%d,\"name\":%s,\"dataTypeName\":%s,\"fieldName\":%s,\"position\":%d}"
                .formatted(
                        position,
                        Json.quoted(column.name()),
                        Json.quoted(column.type()),
                        Json.quoted(column.fieldName()),
                        position);
    }
}
