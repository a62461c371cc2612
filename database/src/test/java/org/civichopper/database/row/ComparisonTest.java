package org.civichopper.database.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.database.row.Things.LINK;
import static org.civichopper.database.row.Things.PAPER;
import static org.civichopper.database.row.Things.STEP;
import static org.civichopper.database.row.Things.THING;
import static org.civichopper.database.row.Things.WITNESS;
import static org.civichopper.database.row.Things.changed;
import static org.civichopper.database.row.Things.compare;
import static org.civichopper.database.row.Things.content;
import static org.civichopper.database.row.Things.ids;
import static org.civichopper.database.row.Things.link;
import static org.civichopper.database.row.Things.paper;
import static org.civichopper.database.row.Things.standing;
import static org.civichopper.database.row.Things.step;
import static org.civichopper.database.row.Things.thing;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Wanted A = step("a", "1");
    private static final Wanted B = step("b", "2");
    private static final Wanted C = step("c", "3");
    private static final Wanted D = step("d", "4");

    @Test
    void whatStandsAsItShouldNeedsNothing() {
        var wanted = thing("t", List.of(A, B), List.of(paper("n", "", List.of(), List.of("p"))));

        assertThat(compare(standing(wanted), wanted).isEmpty()).isTrue();
    }

    @Test
    void aRowAtTheEndIsTheOnlyOneInserted() {
        var changes = compare(standing(steps(A, B)), steps(A, B, C));

        assertThat(changes.of(STEP).inserts())
                .containsExactly(new ChangeSet.Row("new-1", "top", 2, List.of("c", "3")));
        assertThat(changes.of(STEP).updates()).isEmpty();
        assertThat(changes.of(STEP).deletes()).isEmpty();
    }

    @Test
    void aRowInTheMiddleMovesTheOthersAndTheyKeepTheirIds() {
        var changes = compare(standing(steps(A, B)), steps(A, C, B));

        assertThat(changes.of(STEP).inserts()).extracting(ChangeSet.Row::order).containsExactly(1);
        assertThat(changes.of(STEP).updates())
                .containsExactly(new ChangeSet.Row("old-2", "top", 2, List.of("b", "2")));
        assertThat(changes.of(STEP).deletes()).isEmpty();
    }

    @Test
    void anotherOrderIsOnlyAnotherPosition() {
        var changes = compare(standing(steps(A, B, C)), steps(C, B, A));

        assertThat(changes.of(STEP).updates())
                .containsExactly(
                        new ChangeSet.Row("old-3", "top", 0, List.of("c", "3")),
                        new ChangeSet.Row("old-1", "top", 2, List.of("a", "1")));
        assertThat(changes.of(STEP).inserts()).isEmpty();
        assertThat(changes.of(STEP).deletes()).isEmpty();
    }

    @Test
    void aRowThatGoesTakesWhatHangsOnItAlong() {
        var changes = compare(standing(steps(A, step("b", "2", "Ann", "Bob"), C)), steps(A, C));

        assertThat(changes.of(STEP).deletes()).containsExactly("old-2");
        assertThat(changes.of(WITNESS).deletes()).containsExactly("old-3", "old-4");
        assertThat(changes.of(STEP).updates())
                .containsExactly(new ChangeSet.Row("old-5", "top", 1, List.of("c", "3")));
    }

    @Test
    void aRowThatIsStillTheSameThingIsUpdated() {
        var changes = compare(standing(steps(A, B)), steps(step("a", "9"), B));

        assertThat(changes.of(STEP).updates())
                .containsExactly(new ChangeSet.Row("old-1", "top", 0, List.of("a", "9")));
        assertThat(changes.of(STEP).inserts()).isEmpty();
    }

    @Test
    void anEqualRowIsPreferredToOneThatIsOnlyTheSameThing() {
        var later = step("a", "9");
        var changes = compare(standing(steps(A, B, later)), steps(later, B));

        assertThat(changes.of(STEP).deletes()).containsExactly("old-1");
        assertThat(changes.of(STEP).updates())
                .containsExactly(new ChangeSet.Row("old-3", "top", 0, List.of("a", "9")));
    }

    @Test
    void ofEqualRowsThatAtItsPlaceStaysThere() {
        var changes = compare(standing(steps(A, A, B, A)), steps(A, A, B));

        assertThat(changes.of(STEP).deletes()).containsExactly("old-4");
        assertThat(changes.of(STEP).updates()).isEmpty();
    }

    @Test
    void aRowThatRepeatsIsStoredAsOftenAsItOccurs() {
        var once = paper("n", "", List.of(), List.of());
        var three = standing(papers(once, once, once));

        assertThat(changed(standing(papers(once)), papers(once, once)).children().get(1))
                .hasSize(2);
        assertThat(compare(three, papers(once, once)).of(PAPER).deletes()).hasSize(1);
        assertThat(compare(three, papers(once, once, once)).isEmpty()).isTrue();
    }

    @Test
    void rowsWithoutAPositionMayComeInAnyOrder() {
        var one = paper("one", "", List.of(link("u", "k"), link("v", "k")), List.of("p", "q"));
        var same = paper("one", "", List.of(link("v", "k"), link("u", "k")), List.of("p", "q"));
        var two = paper("two", "", List.of(), List.of());

        assertThat(compare(standing(papers(one, two)), papers(two, same)).isEmpty()).isTrue();
    }

    @Test
    void aLinkThatChangesLeavesItsPaperAndTheOtherLinksAlone() {
        var before = paper("n", "", List.of(link("u", "k"), link("v", "k")), List.of());
        var after = paper("n", "", List.of(link("u", "k"), link("v", "other")), List.of());
        var changes = compare(standing(papers(before)), papers(after));

        assertThat(changes.of(LINK).updates())
                .containsExactly(new ChangeSet.Row("old-3", "old-1", 0, List.of("v", "other")));
        assertThat(changes.of(PAPER).updates()).isEmpty();
    }

    @Test
    void theObjectIsTouchedWhenAnythingBelowItChanges() {
        var before = papers(paper("n", "", List.of(link("u", "k")), List.of()));
        var after = papers(paper("n", "", List.of(), List.of()));

        assertThat(compare(standing(before), after).of(THING).updates())
                .containsExactly(new ChangeSet.Row("top", null, 0, List.of("t")));
    }

    @Test
    void anObjectThatChangesLeavesWhatIsBelowItAlone() {
        var changes =
                compare(
                        standing(thing("t", List.of(A), List.of())),
                        thing("u", List.of(A), List.of()));

        assertThat(changes.tables()).containsExactly(THING);
    }

    @Test
    void aCollectionThatTheDocumentLeavesOutStays() {
        var standing = standing(thing("t", List.of(A, B), List.of()));

        assertThat(
                        compare(standing, thing("t", Optional.empty(), Optional.of(List.of())))
                                .isEmpty())
                .isTrue();
        assertThat(compare(standing, thing("t", List.of(), List.of())).of(STEP).deletes())
                .hasSize(2);
    }

    @Test
    void aCollectionThatTheDocumentLeavesOutIsEmptyAtFirst() {
        var standing = standing(thing("t", Optional.empty(), Optional.empty()));

        assertThat(standing.children()).containsExactly(List.of(), List.of());
    }

    @Test
    void nullIsAValueLikeAnyOther() {
        var standing = standing(steps(step("a", null)));

        assertThat(compare(standing, steps(step("a", null))).isEmpty()).isTrue();
        assertThat(compare(standing, steps(A)).of(STEP).updates()).hasSize(1);
    }

    @Test
    void everythingOfAnObjectIsDeletedWithIt() {
        var whole =
                standing(
                        thing(
                                "t",
                                List.of(step("a", "1", "Ann")),
                                List.of(paper("n", "", List.of(link("u", "k")), List.of("p")))));

        var changes = Comparison.delete(THING, whole);

        for (var table : THING.withAllBelow()) {
            assertThat(changes.of(table).deletes()).as(table.name()).hasSize(1);
        }
    }

    @Test
    void theChangesOfABatchAreThoseOfItsObjects() {
        var batch = compare(standing(steps(A)), steps(A, D));
        batch.add(Comparison.insert(THING, "other", steps(B), ids("more-")));

        assertThat(batch.of(STEP).inserts())
                .extracting(ChangeSet.Row::parentId)
                .containsExactly("top", "other");
        assertThat(
                        content(
                                InMemoryRows.of(THING, standing(steps(A)))
                                        .apply(compare(standing(steps(A)), steps(A, D)))
                                        .standing("top")))
                .isEqualTo("[t][[[a, 1][[]], [d, 4][[]]], []]");
    }

    private static Wanted steps(Wanted... steps) {
        return thing("t", List.of(steps), List.of());
    }

    private static Wanted papers(Wanted... papers) {
        return thing("t", List.of(), List.of(papers));
    }
}
