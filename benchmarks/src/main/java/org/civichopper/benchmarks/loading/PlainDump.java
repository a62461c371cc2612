package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.courts.InventedDump;

/// What Postgres needs for a table of a court dump by the plainest means: psql's `\copy` from a
/// pipe or a file into a table made beforehand, and its key, indexes and statistics after that. It
/// checks, counts and remembers nothing.
///
/// @param folder for what the programs say
record PlainDump(Path folder) {

    private static final String FINISH =
            """
            SET maintenance_work_mem = '256MB';
            ALTER TABLE %1$s ADD PRIMARY KEY (id);
            CREATE INDEX ON %1$s (cluster_id);
            %2$s
            ANALYZE %1$s;
            """;

    private static final String LZ4 =
            """
            SELECT set_config(name, 'lz4', false)
              FROM pg_settings
             WHERE name = 'default_toast_compression'
               AND 'lz4' = ANY (enumvals)
            """;

    /// Makes the table, with lz4 where the server can, as a load does.
    void prepare(String databaseUrl, String table) throws SQLException {
        var schema = InventedDump.schema();
        var begin = schema.indexOf("CREATE TABLE public." + table + " (");
        var create = schema.substring(begin, schema.indexOf(";", begin));
        try (var connection = DatabaseUrl.parse(databaseUrl).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(LZ4);
            statement.execute(create);
        }
    }

    /// Returns how many seconds it took.
    ///
    /// @param unpacking prints the rows
    double run(String databaseUrl, String table, String unpacking)
            throws IOException, InterruptedException {
        return timed(
                "%s | psql -Xq -v ON_ERROR_STOP=1 -c \"\\copy %s from stdin %s\" '%s'"
                        .formatted(unpacking, columns(table), OPTIONS, databaseUrl),
                databaseUrl,
                table);
    }

    double run(String databaseUrl, String table, Path csv)
            throws IOException, InterruptedException {
        return timed(
                "psql -Xq -v ON_ERROR_STOP=1 -c \"\\copy %s from '%s' %s\" '%s'"
                        .formatted(columns(table), csv, OPTIONS, databaseUrl),
                databaseUrl,
                table);
    }

    private static final String OPTIONS = "with (format csv, encoding utf8, escape '\\\\', header)";

    private static String columns(String table) {
        return "%s (%s)".formatted(table, InventedDump.columns(table));
    }

    private double timed(String copy, String databaseUrl, String table)
            throws IOException, InterruptedException {
        var finish = folder.resolve("finish.sql");
        Files.writeString(
                finish,
                FINISH.formatted(
                        table,
                        table.equals("search_opinion")
                                ? "CREATE INDEX ON search_opinion (sha1 varchar_pattern_ops);"
                                : ""));
        var watch = new Stopwatch();
        sh(copy);
        sh("psql -Xq -v ON_ERROR_STOP=1 -f '%s' '%s'".formatted(finish, databaseUrl));
        return watch.seconds();
    }

    void sh(String command) throws IOException, InterruptedException {
        var said = folder.resolve("said.txt");
        var exitCode =
                new ProcessBuilder("sh", "-c", command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "%s ended with %d:%n%s"
                            .formatted(
                                    command,
                                    exitCode,
                                    Files.readString(said, StandardCharsets.UTF_8)));
        }
    }
}
