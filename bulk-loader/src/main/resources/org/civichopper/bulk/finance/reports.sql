-- Reports that candidates and their committees filed, a partition for each state.

CREATE TABLE reports (
    filing_state          text    NOT NULL,
    report_id             text    NOT NULL,
    type                  text,             -- the first of types
    types                 text[]  NOT NULL,
    received_date         date    NOT NULL,
    due_date              date,
    filed_date            date,
    period_start_date     date,
    period_end_date       date,
    contributions_amount  numeric(14,2),
    expenditures_amount   numeric(14,2),
    ending_balance_amount numeric(14,2),
    special               boolean NOT NULL,
    filer_id              text    NOT NULL,
    filer_type            text,
    filer_name            text,
    candidate_id          text    NOT NULL,
    candidate_name        text,
    candidate_party       text,
    candidate_house       text,             -- lower, upper
    candidate_district    integer,
    PRIMARY KEY (filing_state, report_id)
) PARTITION BY LIST (filing_state);
CREATE INDEX reports_candidate_id ON reports (candidate_id);
CREATE INDEX reports_filer_id ON reports (filer_id);
CREATE INDEX reports_received_date ON reports (received_date);
