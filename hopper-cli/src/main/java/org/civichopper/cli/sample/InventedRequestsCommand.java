package org.civichopper.cli.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.civichopper.commandline.Bars;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.socrata.InventedRequests;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper sample 311`: a city's service requests that were never made.
@Command(
        name = "311",
        description = {
            "Make up a city's service requests: one CSV file for each year, as the city's Socrata would"
                    + " send it.",
            "The same number, seed and years give the same bytes."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footerHeading = "%nExample:%n",
        footer = "  hopper sample 311 --rows 1000000 --years 2019,2020 invented")
final class InventedRequestsCommand implements Callable<Integer> {

    private static final int MOST = 99_999_999;

    @Spec private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many requests, split evenly over the years.")
    private int rows = 100_000;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Another city for another seed.")
    private long seed = 1;

    @Option(names = "--years", paramLabel = "YEAR", split = ",", description = "As 2019,2020.")
    private List<Integer> years = List.of(2020);

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder that gets the files.")
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws IOException {
        var wanted = new TreeSet<>(years);
        requireSensible(wanted);
        Files.createDirectories(folder);
        try (var bars = Bars.ofRows(spec.commandLine().getErr())) {
            bars.found(rows);
            var left = rows;
            var yearsLeft = wanted.size();
            for (var year : wanted) {
                var share = Math.ceilDiv(left, yearsLeft--);
                write(new InventedRequests(year, share, seed), bars);
                left -= share;
            }
        } catch (LocalCloudException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
        return 0;
    }

    private void requireSensible(TreeSet<Integer> wanted) {
        if (rows < wanted.size() || rows > MOST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rows: expected %d to %d, found %d".formatted(wanted.size(), MOST, rows));
        }
        if (wanted.first() < 2000 || wanted.last() > 2099) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--years: expected years from 2000 to 2099, found " + wanted);
        }
    }

    private void write(InventedRequests requests, Bars bars) throws IOException {
        var file = folder.resolve("requests-%d.csv".formatted(requests.year()));
        var written = new long[1];
        try (var bar =
                bars.begin(Integer.toString(requests.year()), OptionalLong.of(requests.rows()))) {
            requests.write(
                    file,
                    rowsSoFar -> {
                        bar.rows(rowsSoFar - written[0]);
                        written[0] = rowsSoFar;
                    });
        }
        spec.commandLine()
                .getOut()
                .println(
                        "%s: %d requests, %d bytes"
                                .formatted(
                                        Harmless.line(file.toString()),
                                        requests.rows(),
                                        Files.size(file)));
    }
}
