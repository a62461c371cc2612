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
    private final CopyBinary row = new CopyBinary();
    private Kind kind;
    private CopyIn copy; // null while none is open
    private long added;

    CopyRows(Connection connection, Staging staging) {
        this.connection = connection;
        this.staging = staging;
    }

    @Override
    public void add(Contribution gift) throws SQLException {
        begin(Kind.CONTRIBUTIONS, 24);
        row.text(staging.state());
        row.text(gift.id());
        row.text(gift.reportId());
        row.date(gift.date());
        row.amount(gift.amount());
        row.text(gift.type());
        row.text(gift.name());
        row.text(gift.city());
        row.text(gift.state());
        row.text(gift.zip());
        row.text(gift.employer());
        row.text(gift.occupation());
        row.text(gift.jobTitle());
        row.text(gift.memo());
        row.text(gift.schedule());
        row.flag(gift.special());
        row.filer(gift.filer());
        row.candidate(gift.candidate());
        end();
    }

    @Override
    public void add(Report report) throws SQLException {
        begin(Kind.REPORTS, 21);
        row.text(staging.state());
        row.text(report.id());
        row.text(report.types().isEmpty() ? null : report.types().getFirst());
        row.array(report.types());
        row.date(report.received());
        row.date(report.due());
        row.date(report.filed());
        row.date(report.periodStart());
        row.date(report.periodEnd());
        row.amount(report.contributions());
        row.amount(report.expenditures());
        row.amount(report.endingBalance());
        row.flag(report.special());
        row.filer(report.filer());
        row.candidate(report.candidate());
        end();
    }

    // The tables were emptied in this transaction, so that their rows need no second look.
    private void begin(Kind wanted, int columns) throws SQLException {
        if (kind != wanted) {
            pause();
            kind = wanted;
        }
        if (copy == null) {
            var names = wanted == Kind.CONTRIBUTIONS ? CONTRIBUTIONS : REPORTS;
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY %s (%s) FROM STDIN (FORMAT binary, FREEZE true)"
                                            .formatted(staging.table(wanted), names));
            row.header();
        }
        row.row(columns);
    }

    private void end() throws SQLException {
        added++;
        if (row.isFull()) {
            row.sendTo(copy);
        }
    }

    /// Lets other statements use the connection; the next row goes on.
    void pause() throws SQLException {
        if (copy != null) {
            row.trailer();
            row.sendTo(copy);
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
