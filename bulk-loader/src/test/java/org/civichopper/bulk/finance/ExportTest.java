package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.commandline.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What was loaded goes out again as it is, for a state and a time.
class ExportTest {

    @TempDir private Path folder;

    private static String export(Capitol capitol, String... arguments) {
        var out = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", "tx", "--database-url", capitol.url()));
        var code =
                Program.of(new CommandLine(new ExportContributionsCommand()), Set.of())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(all.toArray(String[]::new));
        assertThat(code).isZero();
        return out.toString();
    }

    @Test
    void giftsOfATimeAreWrittenAsCsvAndAsJson() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(
                    new TexasZip()
                            .gift("1", Map.of("contributionDt", "20200101"))
                            .gift(
                                    "2",
                                    Map.of(
                                            "contributionDt",
                                            "20200102",
                                            "contributorNameLast",
                                            "Vale, Dora"))
                            .gift("3", Map.of("contributionDt", "20200103")));
            capitol.load("tx");
            var csv = export(capitol, "--from", "2020-01-02", "--to", "2020-01-02");
            assertThat(csv.lines())
                    .satisfiesExactly(
                            header ->
                                    assertThat(header).startsWith("filing_state,contribution_id,"),
                            row ->
                                    assertThat(row)
                                            .startsWith(
                                                    "tx,2,900,2020-01-02,500.00,individual,\"Vale, Dora\","));
            var json = new JsonMapper().readTree(export(capitol, "--format", "json"));
            assertThat(json.findValuesAsText("contribution_id")).containsExactly("1", "2", "3");
            assertThat(json.get(0).path("amount").isNumber()).isTrue();
            assertThat(json.get(0).path("special").isBoolean()).isTrue();
            assertThat(json.get(0).path("city").isNull()).isTrue();
            assertThat(json.get(0).path("contribution_date").asText()).isEqualTo("2020-01-01");
        }
    }
}
