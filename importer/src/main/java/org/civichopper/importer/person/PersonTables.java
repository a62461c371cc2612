package org.civichopper.importer.person;

import static org.civichopper.database.row.ColumnType.JSON;

import org.civichopper.database.row.Table;

/// The tables of a person and of a committee. Both hold memberships: a person those in chambers,
/// parties, executives and towns, a committee those of its members.
final class PersonTables {

    private static final String MEMBERSHIPS = "opencivicdata_membership";
    private static final String MEMBERSHIP_ID = "ocd-membership/";

    static final Table OFFICE_HELD =
            Table.ofOwnedObjects(MEMBERSHIPS, "person_id", MEMBERSHIP_ID)
                    .texts("organization_id", "post_id", "person_name", "role")
                    .texts("start_date", "end_date")
                    .column("extras", JSON)
                    .sameWhen("organization_id", "post_id", "role")
                    .onlyWhere(
                            """
                            organization_id NOT IN (
                                SELECT id FROM opencivicdata_organization
                                 WHERE classification IN ('committee', 'subcommittee'))\
                            """);

    static final Table PERSON =
            Table.ofObjects("opencivicdata_person")
                    .texts("name", "family_name", "given_name", "image", "gender", "biography")
                    .texts("birth_date", "death_date", "primary_party", "current_jurisdiction_id")
                    .column("current_role", JSON)
                    .texts("email")
                    .column("extras", JSON)
                    .child(
                            part("opencivicdata_personname")
                                    .texts("name", "note", "start_date", "end_date")
                                    .sameWhen("name"))
                    .child(part("opencivicdata_personidentifier").texts("scheme", "identifier"))
                    .child(part("opencivicdata_personlink").texts("url", "note").sameWhen("url"))
                    .child(part("opencivicdata_personsource").texts("url", "note").sameWhen("url"))
                    .child(
                            part("openstates_personoffice")
                                    .texts("classification", "address", "voice", "fax", "name")
                                    .sameWhen("classification"))
                    .child(OFFICE_HELD)
                    .takesAlong(MEMBERSHIPS, "person_id");

    static final Table COMMITTEE_SEAT =
            Table.ofOwnedObjects(MEMBERSHIPS, "organization_id", MEMBERSHIP_ID)
                    .texts("person_id", "person_name", "role", "start_date", "end_date")
                    .column("extras", JSON)
                    .sameWhen("person_name");

    static final Table COMMITTEE =
            Table.ofObjects("opencivicdata_organization")
                    .texts("name", "classification", "jurisdiction_id", "parent_id")
                    .column("links", JSON)
                    .column("sources", JSON)
                    .column("other_names", JSON)
                    .column("extras", JSON)
                    .child(COMMITTEE_SEAT);

    private PersonTables() {}

    private static Table part(String name) {
        return Table.ofParts(name, "person_id");
    }
}
