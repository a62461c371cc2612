package org.civichopper.importer.person;

import java.sql.SQLException;
import java.time.LocalDate;
import org.civichopper.database.Database;
import org.civichopper.database.lock.Patience;

/// Loads states' people, each state in one transaction. Loading the same again writes nothing.
public final class PeopleLoad {

    private final Database database;
    private final Titles titles = new Titles();
    private final String today;

    /// @param today in UTC; decides who is active
    public PeopleLoad(Database database, LocalDate today) {
        this.database = database;
        this.today = today.toString();
    }

    /// @param folders all that are loaded, this state's among them
    /// @throws SQLException when the database cannot be worked with: nothing of the state is stored
    public Loaded load(StatePeople state, Folders folders) throws SQLException {
        return Patience.inTransaction(
                database,
                connection -> PeopleImport.run(connection, state, folders, titles, today));
    }

    /// Warns about whoever stands and has no file any more. Ask when all folders are loaded: until
    /// then the file of whoever takes over may be missing.
    public Loaded warnAboutGone(Folders folders) throws SQLException {
        return database.inTransaction(
                connection -> Loaded.warning(new Gone(connection).warnings(folders)));
    }
}
