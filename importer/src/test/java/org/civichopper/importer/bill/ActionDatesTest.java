package org.civichopper.importer.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.civichopper.model.document.BillDocument.Action;
import org.junit.jupiter.api.Test;

class ActionDatesTest {

    private static final List<Action> ACTIONS =
            List.of(
                    action("filed", "2026-01-05"),
                    action("read", "2026-01-04"),
                    action("passed", "2026-02-01", "reading-3", "passage"),
                    action("passed again", "2026-02-01", "passage"),
                    action("signed", "2026-03-01"),
                    action("printed", "2026-03-01"),
                    action("corrected", "2026-01-04"));

    @Test
    void theFirstDateIsTheSmallestWhateverTheOrder() {
        assertThat(ActionDates.first(ACTIONS)).isEqualTo("2026-01-04");
    }

    @Test
    void theLatestActionIsTheLastOfThoseWithTheLatestDate() {
        assertThat(ActionDates.latest(ACTIONS)).isEqualTo("2026-03-01");
        assertThat(ActionDates.latestDescription(ACTIONS)).isEqualTo("printed");
    }

    @Test
    void onlyAPassageCountsAsOne() {
        assertThat(ActionDates.latestPassage(ACTIONS)).isEqualTo("2026-02-01");
        assertThat(
                        ActionDates.latestPassage(
                                List.of(action("a", "2026", "committee-passage", "Passage"))))
                .isNull();
    }

    @Test
    void datesCompareAsText() {
        var mixed =
                List.of(
                        action("day", "2026-01-04"),
                        action("time", "2026-01-04T00:00:00+00:00"),
                        action("year", "2026"));

        assertThat(ActionDates.first(mixed)).isEqualTo("2026");
        assertThat(ActionDates.latest(mixed)).isEqualTo("2026-01-04T00:00:00+00:00");
    }

    @Test
    void anEmptyDateIsNone() {
        var actions =
                List.of(
                        action("undated", "", "passage"),
                        action("passed", "2026-01-05", "passage"),
                        action("filed", "2026-01-04"),
                        action("still undated", "\u00a0"));

        assertThat(ActionDates.first(actions)).isEqualTo("2026-01-04");
        assertThat(ActionDates.latest(actions)).isEqualTo("2026-01-05");
        assertThat(ActionDates.latestDescription(actions)).isEqualTo("passed");
        assertThat(ActionDates.latestPassage(actions)).isEqualTo("2026-01-05");
    }

    @Test
    void actionsWithoutDatesSayNoMoreThanNone() {
        var undated = List.of(action("read", ""), action("passed", "", "passage"));

        assertThat(ActionDates.first(undated)).isNull();
        assertThat(ActionDates.latest(undated)).isNull();
        assertThat(ActionDates.latestPassage(undated)).isNull();
        assertThat(ActionDates.latestDescription(undated)).isEmpty();
    }

    @Test
    void withoutActionsThereIsNothingToSay() {
        assertThat(ActionDates.first(List.of())).isNull();
        assertThat(ActionDates.latest(List.of())).isNull();
        assertThat(ActionDates.latestPassage(List.of())).isNull();
        assertThat(ActionDates.latestDescription(List.of())).isEmpty();
    }

    private static Action action(String description, String date, String... classification) {
        return new Action(description, date, Optional.empty(), List.of(classification), List.of());
    }
}
