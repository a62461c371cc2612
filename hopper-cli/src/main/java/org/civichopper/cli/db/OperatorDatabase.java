package org.civichopper.cli.db;

import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.function.FunctionAccess;

/// The database that a person's command works on: logged in to by secret or role, and behind a
/// pooler, where the same settings say so as to the function.
///
/// @param env the settings
public record OperatorDatabase(DatabaseUrl url, Map<String, String> env) {

    /// With the settings of this process.
    public static OperatorDatabase at(DatabaseUrl url) {
        return new OperatorDatabase(url, Surroundings.here().values());
    }

    /// Nothing but what the URL says.
    public static OperatorDatabase plain(DatabaseUrl url) {
        return new OperatorDatabase(url, Map.of());
    }

    public static Database open(DatabaseUrl url) {
        return at(url).open();
    }

    /// @throws CannotRunException if the settings lead to none
    public Database open() {
        return by(access -> access.openDatabase(url));
    }

    /// The same for tools that want a data source.
    DataSource dataSource() {
        return by(access -> access.dataSource(url));
    }

    private <T> T by(Function<FunctionAccess, T> way) {
        try {
            return way.apply(new FunctionAccess(env));
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    /// Without its password.
    @Override
    public String toString() {
        return url.toString();
    }
}
