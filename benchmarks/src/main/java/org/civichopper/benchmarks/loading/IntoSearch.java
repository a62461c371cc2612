package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Rounds;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.benchmarks.postgres.BenchPostgres;
import org.civichopper.localsearch.LocalSearch;

/// A state into a search server without indices, and the plain way to the same documents, in turn.
final class IntoSearch {

    private static final int FEWER = 4; // than go into tables, for a search server takes its time

    private final Setting setting;
    private final BenchPostgres postgres;
    private final LoadProcess load;
    private final PlainBulks plain;
    private final List<String> arguments;
    private LoadProcess.Came came;

    /// @param postgres where the ledger stands
    /// @param folder for files
    IntoSearch(Setting setting, BenchPostgres postgres, LocalSearch search, Path folder)
            throws IOException {
        this.setting = setting;
        this.postgres = postgres;
        load = new LoadProcess(folder, List.of());
        plain = new PlainBulks(search.url(), folder);
        arguments =
                new ArrayList<>(
                        LoadCampaignFinance.arguments(setting, folder, setting.rows() / FEWER));
        arguments.addAll(List.of("--to", "search", "--search-url", search.url()));
    }

    List<Figure> measure() throws Exception {
        come();
        var documents = plain.write(indices());
        plain.remove(indices());
        var seconds = Rounds.cold(setting.repetitions(), this::plain, this::load);
        return List.of(
                Figure.against(
                        "%,d documents into a search server".formatted(documents),
                        Amount.seconds(seconds[1]),
                        Amount.seconds(seconds[0]),
                        Target.atMostTimes(1.1)),
                Figure.alone(
                        "peak heap of that",
                        new Amount(came.peak(), "MiB"),
                        Target.atMost(new Amount(256, "MiB"))));
    }

    private void come() throws Exception {
        var database = postgres.newDatabase();
        postgres.settle();
        came = load.run(postgres.url(database), arguments);
        postgres.drop(database);
    }

    private List<String> indices() {
        var names = new ArrayList<String>();
        came.report().path("indices").forEach(each -> names.add(each.asText()));
        return names;
    }

    private double plain() throws Exception {
        var seconds = plain.send();
        setting.note("plain bulks: %.2f s", seconds);
        return seconds;
    }

    private double load() throws Exception {
        come();
        plain.remove(indices());
        setting.note("hopper load --to search: %.2f s", came.seconds());
        return came.seconds();
    }
}
