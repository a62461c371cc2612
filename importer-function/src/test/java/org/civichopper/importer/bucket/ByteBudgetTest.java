package org.civichopper.importer.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(100);

    @Test
    void whatFitsIsTakenAndNoMore() {
        assertThat(budget.share().take(40)).isTrue();
        assertThat(budget.share().take(50)).isTrue();
        assertThat(budget.share().take(11)).isFalse();
        assertThat(budget.share().take(10)).isTrue();
        assertThat(budget.share().take(1)).isFalse();
    }

    @Test
    void whatADocumentHasAlreadyIsNotCountedTwice() {
        var document = budget.share();
        assertThat(document.take(30)).isTrue();
        assertThat(document.take(45)).isTrue();

        assertThat(budget.share().take(50)).isTrue();
        assertThat(budget.share().take(6)).isFalse();
        assertThat(budget.share().take(5)).isTrue();
    }

    @Test
    void whatDoesNotFitGivesBackWhatItHad() {
        assertThat(budget.share().take(40)).isTrue();
        assertThat(budget.share().take(40)).isTrue();
        var large = budget.share();
        assertThat(large.take(10)).isTrue();

        assertThat(large.take(40)).isFalse();

        assertThat(budget.share().take(20)).isTrue();
    }

    @Test
    void evenTheLargestFitsBesideHalfOfTheBudget() {
        assertThat(budget.share().take(50)).isTrue();
        assertThat(budget.share().take(1_000_000)).isTrue();
    }

    @Test
    void manySmallValuesWeighMoreThanOneLongText() {
        assertThat(ByteBudget.weight(bytes("[" + "1,".repeat(100) + "1]")))
                .isGreaterThan(5 * ByteBudget.weight(bytes('"' + "a".repeat(201) + '"')));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
