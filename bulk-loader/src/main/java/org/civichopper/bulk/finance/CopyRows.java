package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.row.Rows;
import org.civichopper.bulk.run.LoadStopped;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Hands rows to Postgres by COPY, one kind after the other, on a connection that does nothing else
/// meanwhile.
final class CopyRows implements Rows, AutoCloseable {

    private static final String CONTRIBUTIONS =
            "filing_state, contribution_id, report_id, contribution_date, amount, type, name, city,"
                    + " state, zip, employer, occupation, job_title, memo, schedule, special,"
                    + " filer_id, filer_type, filer_name, candidate_id, candidate_name,"
                    + " candidate_party, candidate_house, candidate_district";
    private static final String REPORTS =
            "filing_state, report_id, type, types, received_date, due_date, filed_date,"
                    + " period_start_date, period_end_date, contributions_amount,"
                    + " expenditures_amount, ending_balance_amount, special, filer_id, filer_type,"
                    + " filer_name, candidate_id, candidate_name, candidate_party, candidate_house,"
                    + " candidate_district";

    private final Connection connection;
    private final Staging staging;
    private final CopyText text = new CopyText();
    private Kind kind;
    private CopyIn copy; // null while none is open
    private long added;

    CopyRows(Connection connection, Staging staging) {
        this.connection = connection;
        this.staging = staging;
    }

    @Override
    public void add(Contribution gift) throws SQLException {
        begin(Kind.CONTRIBUTIONS);
        text.text(staging.state());
        text.text(gift.id());
        text.text(gift.reportId());
        text.date(gift.date());
        text.amount(gift.amount());
        text.text(gift.type());
        text.text(gift.name());
        text.text(gift.city());
        text.text(gift.state());
        text.text(gift.zip());
        text.text(gift.employer());
        text.text(gift.occupation());
        text.text(gift.jobTitle());
        text.text(gift.memo());
        text.text(gift.schedule());
        text.flag(gift.special());
        text.filer(gift.filer());
        text.candidate(gift.candidate());
        end();
    }

    @Override
    public void add(Report report) throws SQLException {
        begin(Kind.REPORTS);
        text.text(staging.state());
        text.text(report.id());
        text.text(report.types().isEmpty() ? null : report.types().getFirst());
        text.array(report.types());
        text.date(report.received());
        text.date(report.due());
        text.date(report.filed());
        text.date(report.periodStart());
        text.date(report.periodEnd());
        text.amount(report.contributions());
        text.amount(report.expenditures());
        text.amount(report.endingBalance());
        text.flag(report.special());
        text.filer(report.filer());
        text.candidate(report.candidate());
        end();
    }

    // The tables were emptied in this transaction, so that their rows need no second look.
    private void begin(Kind wanted) throws SQLException {
        if (kind != wanted) {
            pause();
            kind = wanted;
        }
        if (copy == null) {
            var columns = wanted == Kind.CONTRIBUTIONS ? CONTRIBUTIONS : REPORTS;
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY %s (%s) FROM STDIN (FORMAT text, FREEZE true, ENCODING 'UTF8')"
                                            .formatted(staging.table(wanted), columns));
        }
    }

    private void end() throws SQLException {
        text.endLine();
        added++;
        if (text.isFull()) {
            text.sendTo(copy);
        }
    }

    /// Lets other statements use the connection; the next row goes on.
    void pause() throws SQLException {
        if (copy != null) {
            text.sendTo(copy);
            var taken = copy.endCopy();
            copy = null;
            if (taken != added) {
                throw new LoadStopped.Failed(
                        "table %s: expected COPY to take %d rows, found that it took %d"
                                .formatted(staging.table(kind), added, taken));
            }
            added = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
