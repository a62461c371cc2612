package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.civichopper.bulk.DataSets;
import org.civichopper.bulk.ledger.LoadOverview;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.commandline.Surroundings;

/// Whether the keys to the sources of what is loaded here stand where `hopper load` looks for them.
/// It may do without, or run elsewhere: a hint, and no finding.
record LoadKeys(Surroundings surroundings) {

    private static final int MOST = 100;

    Outcome examine(Connection connection) throws SQLException {
        var missing = new ArrayList<String>();
        var set = new ArrayList<String>();
        for (var dataset :
                new LoadOverview(connection)
                        .standings(MOST).stream()
                                .map(load -> load.latest().dataset())
                                .distinct()
                                .sorted()
                                .toList()) {
            var names = DataSets.keys(dataset);
            if (!names.isEmpty()) {
                (surroundings.first(names).isPresent() ? set : missing)
                        .add(names.getFirst() + " of hopper load " + dataset);
            }
        }
        if (!missing.isEmpty()) {
            return new Unchecked(
                    "not set here: " + String.join(", ", missing) + ", which may do without");
        }
        return new Well(set.isEmpty() ? "none is wanted" : "set: " + String.join(", ", set));
    }
}
