package org.civichopper.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;

/// A database with tables and jurisdictions, and a folder of files to load into it. Copied from one
/// that was made once, because making takes seconds.
public final class LoadedDatabase {

    public static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    private static final String TEMPLATE = "people_template";
    private static final LocalPostgres POSTGRES = start();

    private final String url;
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    public LoadedDatabase(String name, Path folder) throws SQLException {
        this.folder = folder;
        this.url = POSTGRES.url(name);
        POSTGRES.createDatabase(name, TEMPLATE);
    }

    private static LocalPostgres start() {
        var postgres = LocalPostgres.startThrowaway();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        postgres.createDatabase(TEMPLATE);
        PreparedDatabase.prepare(postgres.url(TEMPLATE));
        return postgres;
    }

    /// Somebody's id, the same for the same number.
    public static String person(int number) {
        return "ocd-person/00000000-0000-0000-0000-%012d".formatted(number);
    }

    /// Somebody whose only role is that office.
    public static String office(int number, String type, String jurisdictionId) {
        return """
        id: %s
        name: Officer %d
        roles:
        - type: %s
          jurisdiction: %s
          start_date: '2020-01-01'
          end_date: '2999-01-01'
        """
                .formatted(person(number), number, type, jurisdictionId);
    }

    public static String committee(int number) {
        return "ocd-organization/00000000-0000-0000-0000-%012d".formatted(number);
    }

    public void write(String file, String yaml) {
        try {
            var path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A member of Delaware's House, for district 1.
    public void writeMember(int number, String name, String more) {
        write(
                "legislature/" + number + ".yml",
                """
                id: %s
                name: %s
                party:
                - name: Democratic
                roles:
                - start_date: '2011-01-01'
                  type: lower
                  jurisdiction: %s
                  district: '1'
                %s
                """
                        .formatted(person(number), name, DELAWARE, more));
    }

    public void delete(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    public int load(String... options) {
        return run("people", "load", List.of(options), folder.toString());
    }

    public int importDocuments(Path documents) {
        return run("import", null, List.of(), documents.toString());
    }

    private int run(String command, String below, List<String> options, String folder) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var arguments = new ArrayList<String>();
        arguments.add(command);
        if (below != null) {
            arguments.add(below);
        }
        arguments.addAll(List.of("--database-url", url));
        arguments.addAll(options);
        arguments.add(folder);
        return HopperCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(new String[0]));
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public void execute(String sql) throws SQLException {
        execute(url, sql);
    }

    /// The rows of a query, each as its columns with a comma between, in no order.
    public List<String> rows(String query) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(answer.getString(i));
                }
                rows.add(String.join(", ", row.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    public String row(String query) throws SQLException {
        return rows(query).getFirst();
    }

    /// Which version of which row stands, in all tables that a load may write.
    public List<String> rowVersions() throws SQLException {
        return rows(
                """
                SELECT 'person', id, xmin FROM opencivicdata_person
                UNION ALL SELECT 'name', id::text, xmin FROM opencivicdata_personname
                UNION ALL SELECT 'identifier', id::text, xmin FROM opencivicdata_personidentifier
                UNION ALL SELECT 'link', id::text, xmin FROM opencivicdata_personlink
                UNION ALL SELECT 'source', id::text, xmin FROM opencivicdata_personsource
                UNION ALL SELECT 'office', id::text, xmin FROM openstates_personoffice
                UNION ALL SELECT 'membership', id, xmin FROM opencivicdata_membership
                UNION ALL SELECT 'organization', id, xmin FROM opencivicdata_organization
                UNION ALL SELECT 'jurisdiction', id, xmin FROM opencivicdata_jurisdiction
                """);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DatabaseUrl.parse(url).dataSource().getConnection();
    }
}
