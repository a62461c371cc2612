package org.civichopper.importer.vote;

import static org.civichopper.database.row.ColumnType.INTEGER;
import static org.civichopper.database.row.ColumnType.JSON;
import static org.civichopper.database.row.ColumnType.TEXTS;
import static org.civichopper.database.row.ColumnType.UUID;

import org.civichopper.database.row.Table;

/// The tables of a vote. Its link to an action is made by [ActionLinks].
final class VoteTables {

    static final Table VOTE_EVENT =
            Table.ofObjects("opencivicdata_voteevent")
                    .texts("identifier", "motion_text")
                    .column("motion_classification", TEXTS)
                    .texts("start_date", "result")
                    .column("extras", JSON)
                    .texts("bill_id")
                    .column("legislative_session_id", UUID)
                    .texts("organization_id")
                    .column("order", INTEGER)
                    .texts("dedupe_key")
                    .child(
                            part("opencivicdata_personvote")
                                    .called("votes")
                                    .texts("option", "voter_name", "note", "voter_id")
                                    .sameWhen("voter_name"))
                    .child(
                            part("opencivicdata_votecount")
                                    .called("counts")
                                    .texts("option")
                                    .column("value", INTEGER)
                                    .sameWhen("option"))
                    .child(part("opencivicdata_votesource").called("sources").texts("url", "note"))
                    .clears("opencivicdata_eventrelatedentity", "vote_event_id")
                    .takesAlong("hopper.named_action", "vote_event_id")
                    .takesAlong("hopper.superseded", "database_id")
                    .takesAlong("hopper.unmatched_person", "database_id");

    private VoteTables() {}

    private static Table part(String name) {
        return Table.ofParts(name, "vote_event_id");
    }
}
