package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civichopper.database.DatabaseUrl;

/// What Postgres needs for the same rows by the plainest means: psql copies the source's own file
/// into an unlogged table, and one statement merges that. It checks, counts and remembers nothing.
///
/// @param folder for what psql is given and says
record PlainLoad(Path folder) {

    private static final String TABLES =
            """
            CREATE SCHEMA plain;
            CREATE TABLE plain.requests (id serial PRIMARY KEY, %1$s, UNIQUE (srnumber));
            CREATE UNLOGGED TABLE plain.staging (%1$s)
            """;

    // As much memory for sorts as a load gives itself.
    private static final String LOAD =
            """
            SET work_mem = '64MB';
            \\copy plain.staging FROM '%1$s' (FORMAT csv, HEADER)
            INSERT INTO plain.requests (%2$s) SELECT DISTINCT ON (srnumber) %2$s FROM plain.staging ORDER BY srnumber, updateddate DESC NULLS LAST, row_updated_at DESC ON CONFLICT (srnumber) DO UPDATE SET (%3$s) = ROW(%4$s) WHERE (%5$s) IS DISTINCT FROM (%4$s);
            """;

    private static final List<String> COLUMNS =
            Arrays.asList(
                    ("row_id varchar,row_updated_at timestamptz,srnumber varchar,requesttype varchar,"
                                    + "status varchar,actiontaken varchar,createddate timestamp,"
                                    + "updateddate timestamp,servicedate timestamp,closeddate timestamp,"
                                    + "requestsource varchar,anonymous varchar,mobileos varchar,"
                                    + "owner varchar,nc integer,ncname varchar,policeprecinct varchar,"
                                    + "apc varchar,assignto varchar,cd integer,cdmember varchar,"
                                    + "address varchar,zipcode varchar,latitude double precision,"
                                    + "longitude double precision")
                            .split(","));

    void prepare(String databaseUrl) throws SQLException {
        execute(databaseUrl, TABLES.formatted(String.join(", ", COLUMNS)));
    }

    /// Takes out of staging what the load before left there.
    void empty(String databaseUrl) throws SQLException {
        execute(databaseUrl, "TRUNCATE plain.staging");
    }

    private static void execute(String databaseUrl, String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Returns how many seconds it took.
    double run(String databaseUrl, Path csv) throws IOException, InterruptedException {
        return new Psql(folder)
                .run(
                        databaseUrl,
                        LOAD.formatted(
                                csv,
                                names("%s"::formatted),
                                names("%s"::formatted),
                                names("excluded.%s"::formatted),
                                names("requests.%s"::formatted)));
    }

    private static String names(Function<String, String> form) {
        return COLUMNS.stream()
                .map(column -> form.apply(column.substring(0, column.indexOf(' '))))
                .collect(Collectors.joining(", "));
    }
}
