package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;
import net.jqwik.api.lifecycle.BeforeTry;
import org.civichopper.importer.arrival.Outcome.Change;
import org.civichopper.integration.Statehouse;
import org.civichopper.integration.samerows.BillDocuments.Action;
import org.civichopper.model.document.Kind;

/// What holds for any two documents of one bill, on a real database.
class BillPropertiesTest {

    private static final int TRIES = 25;
    private static final Statehouse STATEHOUSE = new Statehouse();

    // Every part of the bill with what it holds, without its place.
    private static final String PARTS =
            """
            SELECT concat_ws(' ', id, 'action', description, date, classification) FROM opencivicdata_billaction
             UNION ALL
            SELECT concat_ws(' ', id, 'sponsor', name, "primary", classification) FROM opencivicdata_billsponsorship
             UNION ALL
            SELECT concat_ws(' ', id, 'version', note, date) FROM opencivicdata_billversion
             UNION ALL
            SELECT concat_ws(' ', id, 'document', note, date) FROM opencivicdata_billdocument
             UNION ALL
            SELECT concat_ws(' ', id, 'abstract', abstract, note) FROM opencivicdata_billabstract
             UNION ALL
            SELECT concat_ws(' ', id, 'related', identifier) FROM opencivicdata_relatedbill
             UNION ALL
            SELECT concat_ws(' ', id, 'source', url, note) FROM opencivicdata_billsource
            """;

    private static final String LINKS =
            """
            SELECT concat_ws(' ', v.identifier, v.bill_action_id, a.description)
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_billaction a ON a.id = v.bill_action_id
             ORDER BY 1
            """;

    private static final String ROW_VERSIONS =
            """
            SELECT concat_ws(' ', 'bill', ctid, xmin) FROM opencivicdata_bill
             UNION ALL SELECT concat_ws(' ', 'action', ctid, xmin) FROM opencivicdata_billaction
             UNION ALL SELECT concat_ws(' ', 'entity', ctid, xmin) FROM opencivicdata_billactionrelatedentity
             UNION ALL SELECT concat_ws(' ', 'sponsor', ctid, xmin) FROM opencivicdata_billsponsorship
             UNION ALL SELECT concat_ws(' ', 'version', ctid, xmin) FROM opencivicdata_billversion
             UNION ALL SELECT concat_ws(' ', 'link', ctid, xmin) FROM opencivicdata_billversionlink
             UNION ALL SELECT concat_ws(' ', 'document', ctid, xmin) FROM opencivicdata_billdocument
             UNION ALL SELECT concat_ws(' ', 'jurisdiction', ctid, xmin) FROM opencivicdata_jurisdiction
             ORDER BY 1
            """;

    @BeforeTry
    void clear() throws SQLException {
        STATEHOUSE.clear();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theLaterDocumentLeavesNothingOfTheEarlier(
            @ForAll("bills") ObjectNode earlier, @ForAll("bills") ObjectNode later)
            throws SQLException {
        STATEHOUSE.importOne(Kind.BILL, later);
        var alone = STATEHOUSE.rows();
        STATEHOUSE.clear();

        STATEHOUSE.importOne(Kind.BILL, earlier);
        STATEHOUSE.importOne(Kind.BILL, later);

        assertThat(STATEHOUSE.rows()).isEqualTo(alone);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theSameDocumentAgainWritesNothing(@ForAll("bills") ObjectNode bill) throws SQLException {
        STATEHOUSE.importOne(Kind.BILL, bill);
        var written = STATEHOUSE.ask(ROW_VERSIONS);

        assertThat(STATEHOUSE.importOne(Kind.BILL, bill)).isEqualTo(Change.NOOP);

        assertThat(STATEHOUSE.ask(ROW_VERSIONS)).isEqualTo(written);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void partsThatStandInBothDocumentsKeepTheirIds(
            @ForAll("bills") ObjectNode earlier, @ForAll("bills") ObjectNode later)
            throws SQLException {
        STATEHOUSE.importOne(Kind.BILL, earlier);
        var before = idsByContent();
        STATEHOUSE.importOne(Kind.BILL, later);
        var after = idsByContent();

        before.forEach((content, ids) -> {
            var stay = after.getOrDefault(content, Set.of());
            assertThat(ids.stream().filter(stay::contains))
                    .as(content)
                    .hasSize(Math.min(ids.size(), stay.size()));
        });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void votesKeepTheirActionsWhenOneIsAddedAnywhere(
            @ForAll("actionLists") @UniqueElements(by = Described.class) List<Action> actions,
            @ForAll @IntRange(max = 3) int place,
            @ForAll("actions") Action added)
            throws SQLException {
        STATEHOUSE.importOne(Kind.BILL, BillDocuments.withActions(actions));
        for (var action : actions) {
            STATEHOUSE.importOne(Kind.VOTE_EVENT, voteOn(action));
        }
        var links = STATEHOUSE.ask(LINKS);
        assertThat(links).hasSameSizeAs(actions);

        var more = new ArrayList<>(actions);
        more.add(Math.min(place, actions.size()), added);
        STATEHOUSE.importOne(Kind.BILL, BillDocuments.withActions(more));

        assertThat(STATEHOUSE.ask(LINKS)).isEqualTo(links);
    }

    @Provide
    static Arbitrary<ObjectNode> bills() {
        return BillDocuments.bills();
    }

    @Provide
    static Arbitrary<Action> actions() {
        return BillDocuments.actions();
    }

    @Provide
    static Arbitrary<List<Action>> actionLists() {
        return BillDocuments.actions().list().ofMinSize(1).ofMaxSize(3);
    }

    private static ObjectNode voteOn(Action action) {
        var vote = BillDocuments.bill(Map.of());
        vote.remove(List.of("from_organization", "identifier"));
        return vote.put("motion_text", "On " + action.description())
                .put("identifier", action.description())
                .put("start_date", action.date())
                .put("result", "pass")
                .put("organization", "~{\"classification\": \"lower\"}")
                .put("bill", "~{\"identifier\": \"HB 1\"}")
                .put("bill_action", action.description());
    }

    private static Map<String, Set<String>> idsByContent() throws SQLException {
        var ids = new HashMap<String, Set<String>>();
        for (var part : STATEHOUSE.ask(PARTS)) {
            var blank = part.indexOf(' ');
            ids.computeIfAbsent(part.substring(blank), _ -> new HashSet<>())
                    .add(part.substring(0, blank));
        }
        return ids;
    }

    /// Two actions that a vote could not tell apart.
    static final class Described implements java.util.function.Function<Object, Object> {
        @Override
        public Object apply(Object action) {
            return ((Action) action).description();
        }
    }
}
