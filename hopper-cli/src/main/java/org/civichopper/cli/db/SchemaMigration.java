package org.civichopper.cli.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.schema.Difference;
import org.civichopper.database.schema.ExpectedTables;
import org.civichopper.database.schema.ServerRelease;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings a database's tables up to date: the Open States tables in `public`, Hopper's own in
/// schema `hopper`. Each set of scripts has its history in `hopper`, so that `public` gets nothing
/// more.
public final class SchemaMigration {

    private static final String PUBLIC = "public";
    private static final String LEDGER = "ledger";
    private static final String BEFORE_ALL_SCRIPTS = "0";

    private SchemaMigration() {}

    /// Open States tables that somebody else created are used as they are.
    ///
    /// @throws CannotRunException if those lack something or refuse what we write, or the server is
    ///   too old, before anything was changed; or if the database cannot be reached or refuses
    public static Migrated migrate(OperatorDatabase database) {
        var url = database.url();
        var publicSet = scripts(database.dataSource(), PUBLIC, "db/public");
        var ledgerSet = scripts(database.dataSource(), LEDGER, "db/hopper");
        try (var connection = database.dataSource().getConnection()) {
            requireServed(connection, url);
            requireWritable(database);
            var foreign = ExpectedTables.anyIn(connection) && !hasHistory(publicSet);
            var tables = ExpectedTables.read();
            requireNone(
                    foreign ? tables.differences(connection) : tables.obstacles(connection), url);
            if (foreign) {
                publicSet.baselineVersion(newest(publicSet)).load().baseline();
            }
            return new Migrated(
                    publicSet.load().migrate().migrationsExecuted,
                    ledgerSet.load().migrate().migrationsExecuted,
                    foreign);
        } catch (SQLException | FlywayException e) {
            throw new CannotRunException(
                    url + ": expected to create tables, found: " + e.getMessage(), e);
        }
    }

    /// Where a database is behind the scripts of this program, ahead of them, or was made by
    /// others.
    public static List<Difference> versions(DataSource database) {
        var differences = new ArrayList<Difference>();
        differences.addAll(versions(scripts(database, PUBLIC, "db/public"), PUBLIC));
        differences.addAll(versions(scripts(database, LEDGER, "db/hopper"), LEDGER));
        return differences;
    }

    private static List<Difference> versions(FluentConfiguration set, String name) {
        var place = "hopper.history_" + name;
        var applied = set.load().info().applied();
        var differences = new ArrayList<Difference>();
        var found =
                Arrays.stream(applied)
                        .map(MigrationInfo::getVersion)
                        .filter(Objects::nonNull)
                        .max(Comparable::compareTo)
                        .map(MigrationVersion::getVersion)
                        .orElse("none");
        if (!found.equals(newest(set))) {
            differences.add(new Difference(place, "version " + newest(set), "version " + found));
        }
        for (var script : applied) {
            if (!script.isChecksumMatching()) {
                differences.add(
                        new Difference(
                                place,
                                "version %s as it is in this program"
                                        .formatted(script.getVersion()),
                                "another script of that version"));
            }
        }
        return differences;
    }

    // A set starts where the other's history already makes the schema look used: from version 0.
    private static FluentConfiguration scripts(DataSource database, String set, String folder) {
        return Flyway.configure()
                .dataSource(database)
                .schemas("hopper")
                .table("history_" + set)
                .locations("classpath:" + folder)
                .baselineOnMigrate(true)
                .baselineVersion(BEFORE_ALL_SCRIPTS)
                .group(true);
    }

    private static boolean hasHistory(FluentConfiguration set) {
        return Arrays.stream(set.load().info().applied())
                .anyMatch(script -> script.getVersion() != null);
    }

    private static String newest(FluentConfiguration set) {
        return Arrays.stream(set.load().info().all())
                .filter(script -> script.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparable::compareTo)
                .orElseThrow()
                .getVersion();
    }

    private static void requireServed(Connection connection, DatabaseUrl url) throws SQLException {
        var tooOld = ServerRelease.tooOld(connection);
        if (tooOld.isPresent()) {
            throw new CannotRunException(
                    url + ": " + tooOld.get() + ". Nothing was changed. Use a newer server.");
        }
    }

    // That rows may be hidden is found here, too, as far as they are from whoever prepares.
    private static void requireWritable(OperatorDatabase database) throws SQLException {
        try (var connections = database.open()) {
            connections.requireWritable();
        }
    }

    private static void requireNone(List<Difference> differences, DatabaseUrl url) {
        if (!differences.isEmpty()) {
            throw new CannotRunException(
                    differences.stream()
                            .map(Difference::toString)
                            .collect(
                                    Collectors.joining(
                                            "\n  ",
                                            url
                                                    + ": Open States tables that somebody else"
                                                    + " created are not as the importer needs"
                                                    + " them:\n  ",
                                            "\nNothing was changed. Add what is missing, change what"
                                                    + " differs, or use an empty database.")));
        }
    }
}
