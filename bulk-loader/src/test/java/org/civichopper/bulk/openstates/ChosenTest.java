package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.openstates.table.JurisdictionTable.Session;
import org.junit.jupiter.api.Test;

class ChosenTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 8, 1);

    @Test
    void theLatestSessionIsFoundByDateAndNotByText() {
        assertThat(
                        latest(
                                session("99th", "2015-01-01", null),
                                session("104th", "2025-01-01", "2025-12-31"),
                                session("104th Special", "2025-06-01", null)))
                .containsExactly("104th", "104th Special");
    }

    @Test
    void oneThatRunsBesideItIsReadTooAlsoWithoutAnEnd() {
        assertThat(
                        latest(
                                session("2023", "2023-01-11", "2024-12-31"),
                                session("2024", "2024-01-10", null),
                                session("2025", "2025-01-08", null)))
                .containsExactly("2024", "2025");
    }

    @Test
    void oneThatHasNotBegunIsNotTheLatest() {
        assertThat(latest(session("2025", "2025-01-08", null), session("2026", "2026-01-07", null)))
                .containsExactly("2025");
        assertThat(latest(session("2026", "2026-01-07", null))).isEmpty();
    }

    @Test
    void whereNoneHasADateAllAreRead() {
        assertThat(latest(session("A", null, null), session("B", null, null)))
                .containsExactly("A", "B");
        assertThat(latest(session("A", null, null), session("B", "2025-01-01", null)))
                .containsExactly("B");
    }

    private static List<String> latest(Session... sessions) {
        return new Chosen.Latest()
                .of(List.of(sessions), TODAY).stream().map(Session::identifier).toList();
    }

    private static Session session(String name, String begins, String ends) {
        return new Session(
                1,
                name,
                Optional.ofNullable(begins).map(LocalDate::parse),
                Optional.ofNullable(ends).map(LocalDate::parse));
    }
}
