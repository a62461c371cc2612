package org.civichopper.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BillIdentifierTest {

    private static final Pattern RULE =
            Pattern.compile("([A-Z]*)\\s*0*([-\\d]+)", Pattern.UNICODE_CHARACTER_CLASS);

    @ParameterizedTest
    @CsvSource({
        "HB0010, HB 10",
        "HB0281, HB 281",
        "SF0198, SF 198",
        "HJ0002, HJ 2",
        "HB362, HB 362",
        "HSCR1, HSCR 1",
        "HB 72, HB 72",
        "hb 72, HB 72",
        "Hb72, HB 72",
        "'HB  72', HB 72",
        "HB 0072, HB 72",
        "HB 100, HB 100",
        "HB 0, HB 0",
        "HB 000, HB 0",
        "HB72A, HB 72A",
        "HB 72 A, HB 72 A",
        "HB 72 SB 9, HB 72 SB 9",
        "HB72SB09, HB 72SB09",
        "72, 72",
        "0072, 72",
        "153-HB5, 153-HB5",
        "HB-72, HB -72",
        "HB 2025-10, HB 2025-10",
        "H.B. 5, H.B. 5",
        "H B5, H B 5",
        "H  B05, H  B 5",
        "BILL NO 007, BILL NO 7",
        "BILL No. 007, BILL NO. 7",
        "SJR A1, SJR A 1",
        "(HB5), (HB 5)",
    })
    void theFirstRunOfLettersAndItsNumberAreOneBlankApart(String given, String spelled) {
        assertThat(BillIdentifier.normalised(given)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource({
        "SJRA, SJR A",
        "SJR A, SJR A",
        "HJR  AB, HJR AB",
        "hjr a, HJR A",
        "'SJR A ', SJR A",
        "SJR, SJR",
        "HJRES 4, HJRES 4",
        "SJR A B, SJR A B",
        "XSJR A, XSJR A",
    })
    void aJointResolutionMayHaveALetterForANumber(String given, String spelled) {
        assertThat(BillIdentifier.normalised(given)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource({"Resolution, RESOLUTION", "Éloge, ÉLOGE", "'', ''"})
    void withoutAnythingToSplitItIsOnlyUpperCase(String given, String spelled) {
        assertThat(BillIdentifier.normalised(given)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HB\u00a010",
                "HB\u300010",
                "\u00a0HB10\u00a0",
                "\tHB\n10\u2003",
                "HB\u00a00010"
            })
    void whiteSpaceIsUnicodes(String given) {
        assertThat(BillIdentifier.normalised(given)).isEqualTo("HB 10");
    }

    @Test
    void spellingTwiceChangesNothing() {
        for (var given : new String[] {"HB0010", "H B5", "SJRA", "153-HB5", "HB-72", "H.B. 5"}) {
            var once = BillIdentifier.normalised(given);

            assertThat(BillIdentifier.normalised(once)).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", " ", "A ", "0 ", "HJR ", "-A", "\u00a0A"})
    void aHostileTextCostsNoMoreThanItsLength(String part) {
        var text = "X" + part.repeat(500_000) + "X";

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> BillIdentifier.normalised(text));
    }

    @Property(tries = 5_000)
    void whatIsSearchedQuicklyIsWhatTheRuleSays(
            @ForAll @CharRange(from = 'A', to = 'C') @Chars({' ', '\u00a0', '0', '1', '-', '.'})
                    String given) {
        assertThat(BillIdentifier.normalised(given))
                .isEqualTo(WhiteSpace.trimmed(RULE.matcher(given).replaceFirst("$1 $2")));
    }
}
