package org.civichopper.bulk.openstates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.model.jurisdiction.TypedJurisdiction;
import picocli.CommandLine.Option;

/// The options of every command that asks the API: use it as a mixin.
final class ApiOptions {

    @Option(
            names = "--jurisdiction",
            paramLabel = "CODE",
            split = ",",
            description =
                    "Two letters such as nc, or an ocd-jurisdiction/… id; several with commas."
                            + " Default: all.")
    private List<String> jurisdictions = new ArrayList<>();

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            description =
                    "What the key may ask in a minute, spread evenly over all processes that use"
                            + " it. Default: 10.")
    private int aMinute = Settings.Pace.DEFAULT.aMinute();

    @Option(
            names = "--requests-per-day",
            paramLabel = "N",
            description = "What it may ask in a day of UTC. Default: 250.")
    private long aDay = Settings.Pace.DEFAULT.aDay();

    Settings.Pace pace(LoadOptions options) {
        if (aMinute < 1 || aDay < 1) {
            throw options.wrong(
                    "--requests-per-minute and --requests-per-day: expected at least 1, found %d and %d"
                            .formatted(aMinute, aDay));
        }
        return new Settings.Pace(aMinute, aDay);
    }

    /// The codes, in small letters.
    List<String> codes(LoadOptions options) {
        return codes(options, jurisdictions);
    }

    static List<String> codes(LoadOptions options, List<String> given) {
        try {
            return codes(given);
        } catch (IllegalArgumentException e) {
            throw options.wrong("--jurisdiction: " + e.getMessage());
        }
    }

    /// @throws IllegalArgumentException where one of them is not known
    static List<String> codes(List<String> given) {
        var known =
                Jurisdictions.read().stream()
                        .collect(
                                Collectors.toMap(
                                        Jurisdiction::id,
                                        each -> each.abbreviation().toLowerCase(Locale.ROOT)));
        var codes = new LinkedHashSet<String>();
        for (var each : given) {
            var code = known.get(TypedJurisdiction.id(each));
            if (code == null) {
                throw new IllegalArgumentException(
                        "expected a state, a territory or a country, found \"%s\": the API has no others"
                                .formatted(each));
            }
            codes.add(code);
        }
        return List.copyOf(codes);
    }
}
