package org.civichopper.bulk.finance.state;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.civichopper.bulk.finance.row.Candidate;
import org.civichopper.bulk.finance.row.Contribution;
import org.civichopper.bulk.finance.row.Filer;
import org.civichopper.bulk.finance.row.Report;
import org.civichopper.bulk.finance.state.Outcome.Filtered;
import org.civichopper.bulk.finance.state.Outcome.Kept;
import org.civichopper.bulk.finance.state.Part.Use;
import org.civichopper.bulk.finance.state.TexasColumns.Cover;
import org.civichopper.bulk.finance.state.TexasColumns.Gift;
import org.civichopper.bulk.finance.state.TexasColumns.Listed;
import org.civichopper.bulk.finance.state.TexasColumns.Spac;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.WrittenDate;

/// The Texas Ethics Commission: one zip of all that was filed electronically, made anew each day.
final class Texas implements State {

    private static final Layout GIFTS =
            new Layout.Csv(List.of(Gift.values()), Gift.CONTRIBUTION_INFO_ID);
    private static final Layout COVERS =
            new Layout.Csv(List.of(Cover.values()), Cover.REPORT_INFO_IDENT);

    private static final Part FILERS =
            part(
                    "filers.csv",
                    true,
                    Use.LOOKUP,
                    new Layout.Csv(List.of(Listed.values()), Listed.FILER_IDENT));
    private static final Part SPACS =
            part(
                    "spacs.csv",
                    true,
                    Use.LOOKUP,
                    new Layout.Csv(List.of(Spac.values()), Spac.SPAC_FILER_IDENT));
    private static final Part CONTRIBUTIONS =
            new Part(
                    "contribs_##.csv",
                    Pattern.compile("contribs_.*\\.csv"),
                    true,
                    Use.CONTRIBUTIONS,
                    GIFTS);

    private static final List<Source> SOURCES =
            List.of(
                    Source.file(
                            "TEC_CF_CSV.zip",
                            "the Texas Ethics Commission, https://www.ethics.state.tx.us/search/cf/; fetched where no --input is given",
                            List.of(
                                    FILERS,
                                    SPACS,
                                    CONTRIBUTIONS,
                                    part("cont_ss.csv", false, Use.SPECIAL_CONTRIBUTIONS, GIFTS),
                                    part("cont_t.csv", false, Use.SPECIAL_CONTRIBUTIONS, GIFTS),
                                    part("cover.csv", true, Use.REPORTS, COVERS),
                                    part("cover_ss.csv", false, Use.SPECIAL_REPORTS, COVERS),
                                    part("cover_t.csv", false, Use.SPECIAL_REPORTS, COVERS))));

    private static Part part(String name, boolean required, Use use, Layout layout) {
        return new Part(name, Pattern.compile(Pattern.quote(name)), required, use, layout);
    }

    @Override
    public String code() {
        return "tx";
    }

    @Override
    public String name() {
        return "Texas";
    }

    @Override
    public LocalDate since() {
        return LocalDate.of(2018, 11, 7);
    }

    @Override
    public List<Source> sources() {
        return SOURCES;
    }

    @Override
    public Optional<URI> folder() {
        return Optional.of(URI.create("https://prd.tecprd.ethicsefile.com/public/cf/public"));
    }

    @Override
    public Set<String> unused(Part part) {
        return part.layout() == GIFTS ? TexasColumns.UNUSED_OF_GIFTS : Set.of();
    }

    @Override
    public String ids() {
        return "contributionInfoId and reportInfoIdent are unique in the whole file";
    }

    @Override
    public List<String> faults() {
        return List.of(
                "A report that is corrected stays in the file with its gifts, under other ids, and is marked infoOnlyFlag = Y: superseded.",
                "Special reports (cont_ss, cont_t, cover_ss, cover_t) are said again by the next regular one: only with --include-special.");
    }

    @Override
    public Work begin(Lookups lookups, LocalDate since) {
        var candidates = new HashMap<String, Candidate>();
        lookups.each(
                FILERS, row -> candidate(row).ifPresent(each -> candidates.put(each.id(), each)));
        var supported = new HashMap<String, Candidate>();
        lookups.each(
                SPACS,
                row -> {
                    var candidate = candidates.get(row.text(Spac.CANDIDATE_FILER_IDENT));
                    var committee = row.text(Spac.SPAC_FILER_IDENT);
                    var supports =
                            row.is(Spac.SPAC_POSITION_CD, "SUPPORT")
                                    || row.is(Spac.SPAC_POSITION_CD, "ASSIST");
                    if (supports && candidate != null && committee != null) {
                        supported.put(committee, candidate);
                    }
                });
        return new Loading(candidates, supported, since);
    }

    // The last of an id that qualifies stands.
    private static Optional<Candidate> candidate(Row row) {
        var lower = row.is(Listed.CONTEST_SEEK_OFFICE_CD, "STATEREP");
        var seeks = lower || row.is(Listed.CONTEST_SEEK_OFFICE_CD, "STATESEN");
        var district = row.text(Listed.CONTEST_SEEK_OFFICE_DISTRICT);
        if (!seeks
                || !row.is(Listed.FILER_TYPE_CD, "COH")
                || row.isEmpty(Listed.FILER_IDENT)
                || district == null
                || !district.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return Optional.of(
                new Candidate(
                        row.text(Listed.FILER_IDENT),
                        row.text(Listed.FILER_NAME),
                        "unknown",
                        lower ? "lower" : "upper",
                        Integer.parseInt(district)));
    }

    private record Loading(
            Map<String, Candidate> candidates, Map<String, Candidate> supported, LocalDate since)
            implements Work {

        @Override
        public Outcome<Contribution> contribution(Row row, Part part) {
            if (row.is(Gift.INFO_ONLY_FLAG, "Y")) {
                return new Filtered<>("superseded");
            }
            if (row.is(Gift.SCHED_FORM_TYPE_CD, "A2")) {
                return new Filtered<>("in_kind");
            }
            var date = row.date(Gift.CONTRIBUTION_DT, WrittenDate.YEAR_FIRST);
            if (date == null) {
                return new Filtered<>("no_date");
            }
            if (date.isBefore(since)) {
                return new Filtered<>("before_since");
            }
            var filer = row.text(Gift.FILER_IDENT);
            var candidate = candidate(row.is(Gift.FILER_TYPE_CD, "COH"), filer);
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            var person = row.is(Gift.CONTRIBUTOR_PERSENT_TYPE_CD, "INDIVIDUAL");
            return new Kept<>(
                    new Contribution(
                            row.required(Gift.CONTRIBUTION_INFO_ID),
                            row.text(Gift.REPORT_INFO_IDENT),
                            date,
                            row.requiredAmount(Gift.CONTRIBUTION_AMOUNT),
                            lower(row.text(Gift.CONTRIBUTOR_PERSENT_TYPE_CD)),
                            person
                                    ? Names.joined(
                                            row.text(Gift.CONTRIBUTOR_NAME_FIRST),
                                            row.text(Gift.CONTRIBUTOR_NAME_LAST))
                                    : row.text(Gift.CONTRIBUTOR_NAME_ORGANIZATION),
                            row.text(Gift.CONTRIBUTOR_STREET_CITY),
                            row.text(Gift.CONTRIBUTOR_STREET_STATE_CD),
                            row.text(Gift.CONTRIBUTOR_STREET_POSTAL_CODE),
                            row.text(Gift.CONTRIBUTOR_EMPLOYER),
                            row.text(Gift.CONTRIBUTOR_OCCUPATION),
                            row.text(Gift.CONTRIBUTOR_JOB_TITLE),
                            row.text(Gift.CONTRIBUTION_DESCR),
                            row.text(Gift.SCHED_FORM_TYPE_CD),
                            part.isSpecial(),
                            new Filer(
                                    filer, row.text(Gift.FILER_TYPE_CD), row.text(Gift.FILER_NAME)),
                            candidate));
        }

        @Override
        public Outcome<Report> report(Row row, Part part) {
            if (row.is(Cover.INFO_ONLY_FLAG, "Y")) {
                return new Filtered<>("superseded");
            }
            var received = row.date(Cover.RECEIVED_DT, WrittenDate.YEAR_FIRST);
            if (received == null) {
                return new Filtered<>("no_date");
            }
            if (received.isBefore(since)) {
                return new Filtered<>("before_since");
            }
            var filer = row.text(Cover.FILER_IDENT);
            var candidate = candidate(row.is(Cover.FILER_TYPE_CD, "COH"), filer);
            if (candidate == null) {
                return new Filtered<>("not_linked");
            }
            return new Kept<>(
                    new Report(
                            row.required(Cover.REPORT_INFO_IDENT),
                            types(row),
                            received,
                            row.date(Cover.DUE_DT, WrittenDate.YEAR_FIRST),
                            row.date(Cover.FILED_DT, WrittenDate.YEAR_FIRST),
                            row.date(Cover.PERIOD_START_DT, WrittenDate.YEAR_FIRST),
                            row.date(Cover.PERIOD_END_DT, WrittenDate.YEAR_FIRST),
                            row.amount(Cover.TOTAL_CONTRIB_AMOUNT),
                            row.amount(Cover.TOTAL_EXPEND_AMOUNT),
                            row.amount(Cover.CONTRIBS_MAINTAINED_AMOUNT),
                            part.isSpecial(),
                            new Filer(
                                    filer,
                                    row.text(Cover.FILER_TYPE_CD),
                                    row.text(Cover.FILER_NAME)),
                            candidate));
        }

        private static List<String> types(Row row) {
            return Stream.of(Cover.values())
                    .filter(column -> column.header().startsWith("reportTypeCd"))
                    .map(row::text)
                    .filter(code -> code != null)
                    .map(Texas::lower)
                    .toList();
        }

        private Candidate candidate(boolean ofCandidate, String filer) {
            return ofCandidate ? candidates.get(filer) : supported.get(filer);
        }
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
