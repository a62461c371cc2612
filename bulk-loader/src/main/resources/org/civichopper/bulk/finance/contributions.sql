-- Gifts that lead to a candidate for a state's legislature, a partition for each state.

CREATE TABLE contributions (
    filing_state       text          NOT NULL,
    contribution_id    text          NOT NULL,
    report_id          text,
    contribution_date  date          NOT NULL,
    amount             numeric(14,2) NOT NULL,
    type               text,                   -- individual, entity
    name               text,                   -- the giver's, and so on to job_title
    city               text,
    state              text,
    zip                text,
    employer           text,
    occupation         text,
    job_title          text,
    memo               text,
    schedule           text,
    special            boolean       NOT NULL, -- said by a special report, and again by the next regular one
    filer_id           text          NOT NULL,
    filer_type         text,
    filer_name         text,
    candidate_id       text          NOT NULL,
    candidate_name     text,
    candidate_party    text,
    candidate_house    text,                   -- lower, upper
    candidate_district integer,
    PRIMARY KEY (filing_state, contribution_id)
) PARTITION BY LIST (filing_state);
CREATE INDEX contributions_candidate_id ON contributions (candidate_id);
CREATE INDEX contributions_filer_id ON contributions (filer_id);
CREATE INDEX contributions_contribution_date ON contributions (contribution_date);
