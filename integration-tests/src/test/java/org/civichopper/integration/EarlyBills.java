package org.civichopper.integration;

import java.sql.SQLException;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;

/// Bills of Delaware that wait for session 153, as if they had come one by one.
public final class EarlyBills {

    private EarlyBills() {}

    public static void park(int bills, Site site) throws SQLException {
        var bill = DelawareScrape.bill("NUMBER", 1, "An act").replace("HB 1", "HB NUMBER");
        site.execute(
                """
                INSERT INTO hopper.parked
                       (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits)
                SELECT '%s', 'bill', n, 'test/' || n,
                       convert_to(replace($json$%s$json$, 'NUMBER', n::text), 'UTF8'), now(),
                       ARRAY['session %s ["153"]']
                  FROM generate_series(1, %d) AS n
                """
                        .formatted(Site.DELAWARE, bill, Site.DELAWARE, bills));
    }

    /// Those for which there was no room when the session came.
    public static void parkCalled(int bills, Site site) throws SQLException {
        park(bills, site);
        site.execute("UPDATE hopper.parked SET called_at = now() - interval '1 minute'");
    }
}
