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
import org.civichopper.bulk.finance.state.MichiganColumns.Gift;
import org.civichopper.bulk.finance.state.MichiganColumns.Summary;
import org.civichopper.bulk.finance.state.Outcome.Filtered;
import org.civichopper.bulk.finance.state.Outcome.Kept;
import org.civichopper.bulk.finance.state.Part.Use;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.WrittenDate;

/// The Michigan Bureau of Elections, up to 2025: zips of tab files, and the archives of its later
/// site. Both sites are gone or going; operators have copies.
final class Michigan implements State {

    private static final String COPIES =
            "an operator's copy: the Bureau of Elections took its site down in April 2025";
    private static final Pattern DISTRICT = Pattern.compile("(\\d{1,9}).*");

    private static final Part SUMMARY =
            new Part(
                    "*.txt",
                    Pattern.compile("(?i).*\\.txt"),
                    true,
                    Use.REPORTS,
                    new Layout.Tabs(
                            List.of(Summary.values()),
                            Summary.DOCUMENT,
                            2, // the header and the date of the run
                            "",
                            29,
                            Integer.MAX_VALUE));
    private static final Part TABS =
            new Part(
                    "*.txt",
                    Pattern.compile("(?i).*\\.txt"),
                    true,
                    Use.CONTRIBUTIONS,
                    new Layout.Tabs(
                            List.of(Gift.values()), Gift.DOC_SEQ_NO, 0, "doc_seq_no\t", 25, 26));
    private static final Part COMMAS =
            new Part(
                    "*.csv",
                    Pattern.compile("(?i).*\\.csv"),
                    true,
                    Use.CONTRIBUTIONS,
                    new Layout.Csv(List.of(Gift.values()), Gift.DOC_SEQ_NO));

    private static final List<Source> SOURCES =
            List.of(
                    Source.file("micfrcansummary.txt.zip", COPIES, List.of(SUMMARY)),
                    new Source(
                            "contributions",
                            "*_mi_cfr_contributions_NN.zip",
                            Pattern.compile(".*_mi_cfr_contributions_\\d+\\.zip"),
                            COPIES,
                            List.of(TABS)),
                    new Source(
                            "contributions",
                            "*_mi_cfr.7z",
                            Pattern.compile(".*_mi_cfr\\.7z"),
                            "the state's Legacy-Data, 2020 to 2025",
                            List.of(COMMAS)));

    @Override
    public String code() {
        return "mi";
    }

    @Override
    public String name() {
        return "Michigan";
    }

    @Override
    public LocalDate since() {
        return LocalDate.of(2019, 1, 1);
    }

    @Override
    public List<Source> sources() {
        return SOURCES;
    }

    @Override
    public Optional<URI> folder() {
        return Optional.empty();
    }

    @Override
    public String whyGiven() {
        return "Michigan has nothing to fetch any more: give a folder with its files by --input.";
    }

    @Override
    public String ids() {
        return "a contribution is one detail of one line of one document: doc_seq_no, contribution_id"
                + " and cont_detail_id together; a report is one document of one committee";
    }

    @Override
    public List<String> faults() {
        return List.of(
                "Tab files know no quotes: a \" is a character like any other.",
                "RUNTIME may stand in the header alone, so 25 and 26 fields are right.",
                "Bytes are not always UTF-8; those that are not are windows-1252.",
                "Several details of one contribution share its id: the detail is part of ours.");
    }

    @Override
    public Work begin(Lookups lookups, LocalDate since) {
        var candidates = new HashMap<String, Candidate>();
        lookups.each(
                SUMMARY, row -> candidate(row).ifPresent(each -> candidates.put(each.id(), each)));
        return new Loading(candidates, since);
    }

    // The last row of a committee stands, whatever its date.
    private static Optional<Candidate> candidate(Row row) {
        var lower = row.is(Summary.OFFICE, "Representative in State Legislature");
        var seeks = lower || row.is(Summary.OFFICE, "State Senator");
        var district = Optional.ofNullable(row.text(Summary.DISTRICT)).map(DISTRICT::matcher);
        if (!seeks
                || row.isEmpty(Summary.COMMITTEE)
                || district.filter(matcher -> matcher.matches()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Candidate(
                        row.text(Summary.COMMITTEE),
                        name(row),
                        lower(row.text(Summary.PARTY)),
                        lower ? "lower" : "upper",
                        Integer.parseInt(district.get().group(1))));
    }

    // As `Last, First M.`
    private static String name(Row row) {
        var middle = row.text(Summary.MIDDLE);
        var given =
                Names.joined(
                        row.text(Summary.FIRST), middle == null ? null : middle.charAt(0) + ".");
        var last = row.text(Summary.LAST);
        return given == null ? last : last == null ? given : last + ", " + given;
    }

    private record Loading(Map<String, Candidate> candidates, LocalDate since) implements Work {

        @Override
        public Outcome<Contribution> contribution(Row row, Part part) {
            var date = row.date(Gift.RECEIVED_DATE, WrittenDate.MONTH_FIRST);
            if (date == null) {
                return new Filtered<>("no_date");
            }
            if (date.isBefore(since)) {
                return new Filtered<>("before_since");
            }
            var committee = row.text(Gift.CFR_COM_ID);
            var candidate = candidates.get(committee);
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            var amount = row.requiredAmount(Gift.AMOUNT);
            var document = row.required(Gift.DOC_SEQ_NO);
            var detail = row.text(Gift.CONT_DETAIL_ID);
            var first = row.text(Gift.F_NAME);
            var last = row.text(Gift.L_NAME_OR_ORG);
            return new Kept<>(
                    new Contribution(
                            document
                                    + '_'
                                    + row.required(Gift.CONTRIBUTION_ID)
                                    + '_'
                                    + (detail == null ? "0" : detail),
                            document,
                            date,
                            amount,
                            first == null && last != null ? "entity" : "individual",
                            Names.joined(first, last),
                            row.text(Gift.CITY),
                            row.text(Gift.STATE),
                            row.text(Gift.ZIP),
                            row.text(Gift.EMPLOYER),
                            row.text(Gift.OCCUPATION),
                            null,
                            row.text(Gift.EXTRA_DESC),
                            row.text(Gift.CONTRIBTYPE),
                            part.isSpecial(),
                            new Filer(
                                    committee,
                                    row.text(Gift.COM_TYPE),
                                    row.text(Gift.COM_LEGAL_NAME)),
                            candidate));
        }

        @Override
        public Outcome<Report> report(Row row, Part part) {
            var received = row.date(Summary.RECEIVED, WrittenDate.MONTH_FIRST);
            if (received == null) {
                return new Filtered<>("no_date");
            }
            if (received.isBefore(since)) {
                return new Filtered<>("before_since");
            }
            var committee = row.text(Summary.COMMITTEE);
            var candidate = candidates.get(committee);
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            var type = row.text(Summary.STATEMENT_TYPE);
            return new Kept<>(
                    new Report(
                            committee + '_' + row.required(Summary.DOCUMENT),
                            type == null ? List.of() : List.of(lower(type)),
                            received,
                            null,
                            null,
                            row.date(Summary.PERIOD_START, WrittenDate.MONTH_FIRST),
                            row.date(Summary.PERIOD_END, WrittenDate.MONTH_FIRST),
                            row.amount(Summary.CONTRIBUTIONS),
                            row.amount(Summary.EXPENDITURES),
                            row.amount(Summary.ENDING_BALANCE),
                            part.isSpecial(),
                            new Filer(
                                    committee,
                                    row.text(Summary.COMMITTEE_TYPE),
                                    row.text(Summary.COMMITTEE_NAME)),
                            candidate));
        }
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
