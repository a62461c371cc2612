package org.civichopper.bulk.finance.state;

import org.civichopper.bulk.read.Column;

/// The columns of Michigan's files that are used.
final class MichiganColumns {

    private MichiganColumns() {}

    /// Of contributions: by position in tab files, by name in others.
    enum Gift implements Column {
        DOC_SEQ_NO(0, "doc_seq_no"),
        CONTRIBUTION_ID(2, "contribution_id"),
        CONT_DETAIL_ID(3, "cont_detail_id"),
        COM_LEGAL_NAME(6, "com_legal_name"),
        CFR_COM_ID(8, "cfr_com_id"),
        COM_TYPE(9, "com_type"),
        CONTRIBTYPE(12, "contribtype"),
        F_NAME(13, "f_name"),
        L_NAME_OR_ORG(14, "l_name_or_org"),
        CITY(16, "city"),
        STATE(17, "state"),
        ZIP(18, "zip"),
        OCCUPATION(19, "occupation"),
        EMPLOYER(20, "employer"),
        RECEIVED_DATE(21, "received_date"),
        AMOUNT(22, "amount"),
        EXTRA_DESC(24, "extra_desc");

        private final int position;
        private final String header;

        Gift(int position, String header) {
            this.position = position;
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }

        @Override
        public int position() {
            return position;
        }
    }

    /// Of the summary, whose header says nothing that holds.
    enum Summary implements Column {
        COMMITTEE(0, "committee"),
        DOCUMENT(1, "document"),
        COMMITTEE_TYPE(2, "committee type"),
        COMMITTEE_NAME(3, "committee name"),
        FIRST(4, "first name"),
        MIDDLE(5, "middle name"),
        LAST(6, "last name"),
        PARTY(7, "party"),
        OFFICE(8, "office"),
        DISTRICT(9, "district"),
        STATEMENT_TYPE(11, "statement type"),
        RECEIVED(12, "received"),
        PERIOD_START(13, "start of the period"),
        PERIOD_END(14, "end of the period"),
        CONTRIBUTIONS(15, "contributions"),
        EXPENDITURES(21, "expenditures"),
        ENDING_BALANCE(28, "ending balance");

        private final int position;
        private final String header;

        Summary(int position, String header) {
            this.position = position;
            this.header = header;
        }

        @Override
        public String header() {
            return header;
        }

        @Override
        public int position() {
            return position;
        }
    }
}
