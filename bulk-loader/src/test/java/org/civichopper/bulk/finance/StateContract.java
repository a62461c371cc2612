package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.bulk.finance.state.Source;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadSteps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every state has to hold to: a test class for each says which state, and where a small
/// sample of its files is that has nothing to reject.
abstract class StateContract {

    private static final String ROWS =
            """
            SELECT md5(string_agg(c::text, '' ORDER BY contribution_id)) FROM campaign_finance.contributions c
            """;

    @TempDir private Path folder;

    abstract State state();

    abstract Path sample();

    private LoadReport load(Capitol capitol, Path files) throws InterruptedException {
        return DyingLoad.load(state(), files, capitol.url(), LoadSteps.UNWATCHED);
    }

    private Path copy() throws IOException {
        var copy = Files.createDirectories(folder.resolve("files"));
        try (var files = Files.list(sample())) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void itsSampleBringsGiftsAndReportsAndRejectsNothing() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            var report = load(capitol, sample());
            assertThat(report.status())
                    .as(report.error().toString())
                    .isEqualTo(LoadStatus.COMPLETED);
            for (var table : List.of("contributions", "reports")) {
                assertThat(
                                capitol.ask(
                                        "SELECT DISTINCT filing_state FROM campaign_finance."
                                                + table))
                        .containsExactly(state().code());
            }
        }
    }

    @Test
    void eachGiftLeadsToACandidateOfAChamberAndADistrict() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            load(capitol, sample());
            assertThat(
                            capitol.one(
                                    """
                                    SELECT count(*)
                                      FROM campaign_finance.contributions
                                     WHERE candidate_house NOT IN ('lower', 'upper') OR candidate_district IS NULL
                                        OR contribution_date < '%s'
                                    """
                                            .formatted(state().since())))
                    .isEqualTo("0");
        }
    }

    @Test
    void theSameFilesGiveTheSameRows() throws Exception {
        try (var one = Capitol.in(folder);
                var other = Capitol.in(folder)) {
            load(one, sample());
            load(other, sample());
            assertThat(other.one(ROWS)).isEqualTo(one.one(ROWS));
        }
    }

    @Test
    void eachKindOfFileThatIsMissingIsNamedWithWhereItComesFrom() throws Exception {
        var groups = state().sources().stream().map(Source::group).distinct().toList();
        for (var group : groups) {
            var without = copy();
            var sources =
                    state().sources().stream().filter(each -> each.group().equals(group)).toList();
            try (var files = Files.list(without)) {
                for (var file : files.toList()) {
                    if (sources.stream().anyMatch(source -> source.names(file))) {
                        Files.delete(file);
                    }
                }
            }
            try (var capitol = Capitol.in(folder)) {
                var report = load(capitol, without);
                assertThat(report.status()).isEqualTo(LoadStatus.FAILED);
                for (var source : sources) {
                    assertThat(report.error().orElseThrow())
                            .contains(source.shown(), source.origin());
                }
            }
            try (var files = Files.list(without)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void itSaysWhatAnOperatorHasToKnow() {
        assertThat(state().code()).matches("[a-z]{2}");
        assertThat(States.ALL.stream().filter(each -> each.code().equals(state().code())))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(state().ids()).isNotBlank();
        assertThat(StateHelp.of(List.of(state()))).contains(state().name());
        state().sources()
                .forEach(source -> {
                    assertThat(source.origin()).isNotBlank();
                    assertThat(source.parts()).isNotEmpty();
                });
    }
}
