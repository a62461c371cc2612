package org.civichopper.bulk.finance.state;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.bulk.finance.row.Candidate;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Filer;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.state.Outcome.Filtered;
import org.civichopper.bulk.finance.state.Outcome.Kept;
import org.civichopper.bulk.finance.state.Part.Use;
import org.civichopper.bulk.read.Column;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.WrittenDate;

/// A state that is nowhere, with plain files: what a state more takes is all in here.
public final class Arcadia implements State {

    private enum Listed implements Column {
        CANDIDATE,
        NAME,
        CHAMBER,
        SEAT,
        PARTY;

        @Override
        public String header() {
            return name();
        }
    }

    private enum Gift implements Column {
        GIFT("gift"),
        DAY("day"),
        AMOUNT("cents_in_crowns"),
        GIVER("giver"),
        CANDIDATE("candidate"),
        REMARK("remark");

        private final String header;

        Gift(String header) {
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }
    }

    private enum Statement implements Column {
        STATEMENT,
        DAY,
        CANDIDATE,
        RECEIVED_IN_ALL,
        SPENT_IN_ALL;

        @Override
        public String header() {
            return name();
        }
    }

    private static final Part CANDIDATES =
            part(
                    "candidates.csv",
                    Use.LOOKUP,
                    new Layout.Csv(List.of(Listed.values()), Listed.CANDIDATE));
    private static final Part GIFTS =
            part(
                    "gifts-\\d{4}.csv",
                    Use.CONTRIBUTIONS, new Layout.Csv(List.of(Gift.values()), Gift.GIFT));
    private static final Part STATEMENTS =
            part(
                    "statements.csv",
                    Use.REPORTS,
                    new Layout.Csv(List.of(Statement.values()), Statement.STATEMENT));

    private static Part part(String name, Use use, Layout layout) {
        return new Part(name, Pattern.compile(name), true, use, layout);
    }

    private static Source source(String shown, Part part) {
        return new Source(shown, shown, part.name(), "the Registry of Arcadia", List.of(part));
    }

    @Override
    public String code() {
        return "ac";
    }

    @Override
    public String name() {
        return "Arcadia";
    }

    @Override
    public LocalDate since() {
        return LocalDate.of(2025, 1, 1);
    }

    @Override
    public List<Source> sources() {
        return List.of(
                source("candidates.csv", CANDIDATES),
                source("gifts-YYYY.csv", GIFTS),
                source("statements.csv", STATEMENTS));
    }

    @Override
    public Optional<URI> folder() {
        return Optional.empty();
    }

    @Override
    public String ids() {
        return "the registry numbers gifts and statements";
    }

    @Override
    public List<String> faults() {
        return List.of();
    }

    @Override
    public Work begin(Lookups lookups, LocalDate since) {
        var candidates = new HashMap<String, Candidate>();
        lookups.each(
                CANDIDATES,
                row -> {
                    if (!row.is(Listed.CHAMBER, "Mayor")) {
                        var id = row.required(Listed.CANDIDATE);
                        candidates.put(
                                id,
                                new Candidate(
                                        id,
                                        row.text(Listed.NAME),
                                        row.required(Listed.PARTY).toLowerCase(Locale.ROOT),
                                        row.is(Listed.CHAMBER, "House") ? "lower" : "upper",
                                        Integer.parseInt(row.required(Listed.SEAT))));
                    }
                });
        return new Loading(candidates, since);
    }

    private record Loading(Map<String, Candidate> candidates, LocalDate since) implements Work {

        @Override
        public Outcome<Contribution> contribution(Row row, Part part) {
            var day = row.date(Gift.DAY, WrittenDate.YEAR_FIRST);
            if (day == null) {
                return new Filtered<>("no_date");
            }
            if (day.isBefore(since)) {
                return new Filtered<>("before_since");
            }
            var candidate = candidates.get(row.text(Gift.CANDIDATE));
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            return new Kept<>(
                    new Contribution(
                            row.required(Gift.GIFT),
                            null,
                            day,
                            row.requiredAmount(Gift.AMOUNT),
                            null,
                            row.text(Gift.GIVER),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            row.text(Gift.REMARK),
                            null,
                            part.isSpecial(),
                            new Filer(candidate.id(), null, candidate.name()),
                            candidate));
        }

        @Override
        public Outcome<Report> report(Row row, Part part) {
            var day = row.date(Statement.DAY, WrittenDate.YEAR_FIRST);
            if (day == null) {
                return new Filtered<>("no_date");
            }
            var candidate = candidates.get(row.text(Statement.CANDIDATE));
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            return new Kept<>(
                    new Report(
                            row.required(Statement.STATEMENT),
                            List.of(),
                            day,
                            null,
                            null,
                            null,
                            null,
                            row.amount(Statement.RECEIVED_IN_ALL),
                            row.amount(Statement.SPENT_IN_ALL),
                            null,
                            part.isSpecial(),
                            new Filer(candidate.id(), null, candidate.name()),
                            candidate));
        }
    }
}
