package org.civichopper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.model.jurisdiction.TypedJurisdiction;
import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Whoever names a jurisdiction is understood by every command alike, and told when it is unknown.
class JurisdictionOptionTest {

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsNotKnownIsRefusedByEveryCommandWithTheNearest(List<String> command) {
        var arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--jurisdiction", "us/state:dee"));
        var said = Said.by(arguments.toArray(String[]::new));
        assertThat(said.exitCode()).as(said.err()).isEqualTo(2);
        assertThat(said.err())
                .contains("--jurisdiction")
                .contains("found \"us/state:dee\": the nearest is de (Delaware, ");
    }

    @Test
    void aScrapersMachineKnowsTheJurisdictionsThatTheDatabaseBeginsWith() {
        for (var known : Jurisdictions.read()) {
            assertThat(Stream.of(known.abbreviation(), known.id(), known.divisionId()))
                    .extracting(TypedJurisdiction::id)
                    .containsOnly(known.id());
        }
        assertThat(Jurisdictions.read()).extracting(Jurisdiction::id).doesNotHaveDuplicates();
    }

    static Stream<List<String>> commands() {
        return below(HopperCommand.commandLine(), List.of());
    }

    private static Stream<List<String>> below(CommandLine command, List<String> path) {
        var takes =
                command.getCommandSpec().findOption("--jurisdiction") == null
                        ? Stream.<List<String>>empty()
                        : Stream.of(path);
        var further =
                command.getSubcommands().entrySet().stream()
                        .flatMap(each ->
                                below(
                                        each.getValue(),
                                        Stream.concat(path.stream(), Stream.of(each.getKey()))
                                                .toList()));
        return Stream.concat(takes, further);
    }
}
