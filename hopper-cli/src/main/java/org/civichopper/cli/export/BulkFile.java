package org.civichopper.cli.export;

import static org.civichopper.cli.export.BulkFile.Of.BILL;
import static org.civichopper.cli.export.BulkFile.Of.JURISDICTION;
import static org.civichopper.cli.export.BulkFile.Of.VOTE;

import java.util.Locale;

/// The CSV files of a session, with the names, columns and order of columns that readers of Open
/// States' own bulk files know.
enum BulkFile {
    BILLS(
            BILL,
            """
            bill.id, bill.identifier, bill.title, bill.classification, bill.subject,
                   session.identifier AS session_identifier, jurisdiction.name AS jurisdiction,
                   chamber.classification AS organization_classification
            """,
            """
            opencivicdata_bill bill
              JOIN opencivicdata_legislativesession session ON session.id = bill.legislative_session_id
              JOIN opencivicdata_jurisdiction jurisdiction ON jurisdiction.id = session.jurisdiction_id
              LEFT JOIN opencivicdata_organization chamber ON chamber.id = bill.from_organization_id
            """,
            "bill.identifier, bill.id"),
    BILL_ABSTRACTS(
            BILL,
            "part.id, part.bill_id, part.abstract, part.note",
            "opencivicdata_billabstract part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_TITLES(
            BILL,
            "part.id, part.bill_id, part.title, part.note",
            "opencivicdata_billtitle part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_IDENTIFIERS(
            BILL,
            "part.id, part.bill_id, part.identifier",
            "opencivicdata_billidentifier part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_ACTIONS(
            BILL,
            """
            part.id, part.bill_id, part.organization_id, part.description, part.date,
                   part.classification, part."order"
            """,
            "opencivicdata_billaction part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.\"order\", part.id"),
    BILL_SOURCES(
            BILL,
            "part.id, part.note, part.url, part.bill_id",
            "opencivicdata_billsource part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_RELATED_BILLS(
            BILL,
            """
            part.id, part.bill_id, part.related_bill_id, part.identifier,
                   part.legislative_session, part.relation_type
            """,
            "opencivicdata_relatedbill part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_SPONSORSHIPS(
            BILL,
            """
            part.id, part.name, part.entity_type, part.organization_id, part.person_id,
                   part.bill_id, part."primary", part.classification
            """,
            "opencivicdata_billsponsorship part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_DOCUMENTS(
            BILL,
            "part.id, part.bill_id, part.note, part.date, part.classification, part.extras",
            "opencivicdata_billdocument part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_VERSIONS(
            BILL,
            "part.id, part.bill_id, part.note, part.date, part.classification, part.extras",
            "opencivicdata_billversion part JOIN opencivicdata_bill bill ON bill.id = part.bill_id",
            "part.bill_id, part.id"),
    BILL_DOCUMENT_LINKS(
            BILL,
            "link.id, link.media_type, link.url, link.document_id",
            """
            opencivicdata_billdocumentlink link
              JOIN opencivicdata_billdocument part ON part.id = link.document_id
              JOIN opencivicdata_bill bill ON bill.id = part.bill_id
            """,
            "link.document_id, link.id"),
    BILL_VERSION_LINKS(
            BILL,
            "link.id, link.media_type, link.url, link.version_id",
            """
            opencivicdata_billversionlink link
              JOIN opencivicdata_billversion part ON part.id = link.version_id
              JOIN opencivicdata_bill bill ON bill.id = part.bill_id
            """,
            "link.version_id, link.id"),
    VOTES(
            VOTE,
            """
            vote.id, vote.identifier, vote.motion_text, vote.motion_classification,
                   vote.start_date, vote.result, vote.organization_id, vote.bill_id,
                   vote.bill_action_id, jurisdiction.name AS jurisdiction,
                   session.identifier AS session_identifier
            """,
            """
            opencivicdata_voteevent vote
              JOIN opencivicdata_legislativesession session ON session.id = vote.legislative_session_id
              JOIN opencivicdata_jurisdiction jurisdiction ON jurisdiction.id = session.jurisdiction_id
            """,
            "vote.start_date, vote.\"order\", vote.id"),
    VOTE_PEOPLE(
            VOTE,
            "part.id, part.vote_event_id, part.option, part.voter_name, part.voter_id, part.note",
            "opencivicdata_personvote part JOIN opencivicdata_voteevent vote ON vote.id = part.vote_event_id",
            "part.vote_event_id, part.id"),
    VOTE_COUNTS(
            VOTE,
            "part.id, part.vote_event_id, part.option, part.value",
            "opencivicdata_votecount part JOIN opencivicdata_voteevent vote ON vote.id = part.vote_event_id",
            "part.vote_event_id, part.id"),
    VOTE_SOURCES(
            VOTE,
            "part.id, part.note, part.url, part.vote_event_id",
            "opencivicdata_votesource part JOIN opencivicdata_voteevent vote ON vote.id = part.vote_event_id",
            "part.vote_event_id, part.id"),
    ORGANIZATIONS(
            JURISDICTION,
            """
            part.created_at, part.updated_at, part.extras, part.id, part.name, part.parent_id,
                   part.jurisdiction_id, part.classification, part.links, part.sources,
                   part.other_names
            """,
            """
            opencivicdata_organization part
              JOIN opencivicdata_legislativesession session ON session.jurisdiction_id = part.jurisdiction_id
            """,
            "part.id");

    /// What belongs to a session, and by which column.
    enum Of {
        BILL("bill.legislative_session_id"),
        VOTE("vote.legislative_session_id"),
        JURISDICTION("session.id");

        private final String session;

        Of(String session) {
            this.session = session;
        }
    }

    private static final String ROWS =
            """
            SELECT %s
              FROM %s
             WHERE %s = ?
             ORDER BY %s
            """;

    private static final String COUNT =
            """
            SELECT count(*)
              FROM %s
             WHERE %s = ?
            """;

    private final Of of;
    private final String columns;
    private final String from;
    private final String order;

    BulkFile(Of of, String columns, String from, String order) {
        this.of = of;
        this.columns = columns;
        this.from = from;
        this.order = order;
    }

    /// For example `bill_actions`.
    String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A statement with one parameter, the session's id.
    String rows() {
        return ROWS.formatted(columns, from, of.session, order);
    }

    /// The same for the number of them.
    String count() {
        return COUNT.formatted(from, of.session);
    }
}
