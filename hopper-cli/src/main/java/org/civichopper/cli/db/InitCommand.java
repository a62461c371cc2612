package org.civichopper.cli.db;

import java.sql.SQLException;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.jurisdiction.JurisdictionSeed;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.database.jurisdiction.Seeded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hopper db init`: from an empty database, or one with Open States tables, to one that the
/// importer can work in. It adds what is missing and changes nothing that stands.
@Command(
        name = "init",
        description =
                "Creates the Open States tables, Hopper's own, and the 58 jurisdictions with their"
                        + " chambers and posts. What is there already stays as it is, so it can be"
                        + " repeated at any time.",
        footer = {
            "",
            "Tables that somebody else created are checked, and used if nothing is missing.",
            "",
            "Example:",
            "  hopper db init --database-url postgresql://localhost/openstates"
        },
        mixinStandardHelpOptions = true)
final class InitCommand implements Runnable {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Override
    public void run() {
        var place = OperatorDatabase.at(database.url(DatabaseUrl::parse));
        var migrated = SchemaMigration.migrate(place);
        var seeded = seed(place);
        var out = spec.commandLine().getOut();
        if (migrated.foreignTables()) {
            out.println(
                    "Found Open States tables that somebody else created: all that we need is there.");
        }
        if (migrated.publicScripts() > 0) {
            out.println("Created the Open States tables.");
        }
        if (migrated.ledgerScripts() > 0) {
            out.println("Brought Hopper's own tables up to date.");
        }
        if (!seeded.nothing()) {
            out.println("Created " + seeded + ".");
        }
        if (migrated.nothing() && seeded.nothing()) {
            out.println("Nothing to do: tables, jurisdictions, chambers and posts are there.");
        }
    }

    /// Adds the jurisdictions that are not there.
    static Seeded seed(OperatorDatabase place) {
        try (var connections = place.open()) {
            return connections.inTransaction(
                    connection -> JurisdictionSeed.sow(connection, Jurisdictions.read()));
        } catch (SQLException e) {
            throw new CannotRunException(
                    place + ": expected to add jurisdictions, found: " + e.getMessage(), e);
        }
    }
}
