package org.civichopper.bulk.finance.state;

import java.util.Set;
import org.civichopper.bulk.read.Column;

/// The columns of Texas's members that are used; the layout grows, and their order is not kept.
final class TexasColumns {

    private TexasColumns() {}

    /// Of contribs and cont_.
    enum Gift implements Column {
        REPORT_INFO_IDENT("reportInfoIdent"),
        INFO_ONLY_FLAG("infoOnlyFlag"),
        SCHED_FORM_TYPE_CD("schedFormTypeCd"),
        FILER_IDENT("filerIdent"),
        FILER_TYPE_CD("filerTypeCd"),
        FILER_NAME("filerName"),
        CONTRIBUTION_INFO_ID("contributionInfoId"),
        CONTRIBUTION_DT("contributionDt"),
        CONTRIBUTION_AMOUNT("contributionAmount"),
        CONTRIBUTION_DESCR("contributionDescr"),
        CONTRIBUTOR_PERSENT_TYPE_CD("contributorPersentTypeCd"),
        CONTRIBUTOR_NAME_ORGANIZATION("contributorNameOrganization"),
        CONTRIBUTOR_NAME_LAST("contributorNameLast"),
        CONTRIBUTOR_NAME_FIRST("contributorNameFirst"),
        CONTRIBUTOR_STREET_CITY("contributorStreetCity"),
        CONTRIBUTOR_STREET_STATE_CD("contributorStreetStateCd"),
        CONTRIBUTOR_STREET_POSTAL_CODE("contributorStreetPostalCode"),
        CONTRIBUTOR_EMPLOYER("contributorEmployer"),
        CONTRIBUTOR_OCCUPATION("contributorOccupation"),
        CONTRIBUTOR_JOB_TITLE("contributorJobTitle");

        private final String header;

        Gift(String header) {
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }
    }

    /// Of cover.
    enum Cover implements Column {
        REPORT_INFO_IDENT("reportInfoIdent"),
        RECEIVED_DT("receivedDt"),
        INFO_ONLY_FLAG("infoOnlyFlag"),
        FILER_IDENT("filerIdent"),
        FILER_TYPE_CD("filerTypeCd"),
        FILER_NAME("filerName"),
        REPORT_TYPE_CD1("reportTypeCd1"),
        REPORT_TYPE_CD2("reportTypeCd2"),
        REPORT_TYPE_CD3("reportTypeCd3"),
        REPORT_TYPE_CD4("reportTypeCd4"),
        REPORT_TYPE_CD5("reportTypeCd5"),
        REPORT_TYPE_CD6("reportTypeCd6"),
        REPORT_TYPE_CD7("reportTypeCd7"),
        REPORT_TYPE_CD8("reportTypeCd8"),
        REPORT_TYPE_CD9("reportTypeCd9"),
        REPORT_TYPE_CD10("reportTypeCd10"),
        DUE_DT("dueDt"),
        FILED_DT("filedDt"),
        PERIOD_START_DT("periodStartDt"),
        PERIOD_END_DT("periodEndDt"),
        TOTAL_CONTRIB_AMOUNT("totalContribAmount"),
        TOTAL_EXPEND_AMOUNT("totalExpendAmount"),
        CONTRIBS_MAINTAINED_AMOUNT("contribsMaintainedAmount");

        private final String header;

        Cover(String header) {
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }

        @Override
        public boolean required() {
            return !header.matches("reportTypeCd([2-9]|10)");
        }
    }

    /// Of filers: not the look-alikes `filerHoldOffice…` and `ctaSeekOffice…`.
    enum Listed implements Column {
        FILER_IDENT("filerIdent"),
        FILER_TYPE_CD("filerTypeCd"),
        FILER_NAME("filerName"),
        CONTEST_SEEK_OFFICE_CD("contestSeekOfficeCd"),
        CONTEST_SEEK_OFFICE_DISTRICT("contestSeekOfficeDistrict");

        private final String header;

        Listed(String header) {
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }
    }

    /// Of spacs.
    enum Spac implements Column {
        SPAC_FILER_IDENT("spacFilerIdent"),
        SPAC_POSITION_CD("spacPositionCd"),
        CANDIDATE_FILER_IDENT("candidateFilerIdent");

        private final String header;

        Spac(String header) {
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }
    }

    /// The others of contribs, as of 2026.
    static final Set<String> UNUSED_OF_GIFTS =
            Set.of(
                    "recordtype",
                    "formtypecd",
                    "receiveddt",
                    "itemizeflag",
                    "travelflag",
                    "contributornamesuffixcd",
                    "contributornameprefixcd",
                    "contributornameshort",
                    "contributorstreetcountycd",
                    "contributorstreetcountrycd",
                    "contributorstreetregion",
                    "contributorpacfein",
                    "contributoroospacflag",
                    "contributorlawfirmname",
                    "contributorspouselawfirmname",
                    "contributorparent1lawfirmname",
                    "contributorparent2lawfirmname");
}
