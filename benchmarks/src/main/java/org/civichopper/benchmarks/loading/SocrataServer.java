package org.civichopper.benchmarks.loading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.civichopper.localcloud.socrata.Asked;
import org.civichopper.localcloud.socrata.DataSet;
import org.civichopper.localcloud.socrata.LocalSocrata;

/// A city's Socrata in a process of its own, for as long as its input lasts. A line with a file
/// makes it serve that; an empty one asks what was asked for since.
final class SocrataServer {

    static final String DATA_SET = "benc-2020";

    private SocrataServer() {}

    public static void main(String[] args) throws IOException {
        try (var socrata = LocalSocrata.start(List.of());
                var in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(socrata.url());
            var seen = 0;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var asked = socrata.asked();
                var since =
                        asked.subList(seen, asked.size()).stream()
                                .filter(Asked::isForRows)
                                .map(each -> each.path() + each.query())
                                .toList();
                seen = asked.size();
                if (!line.isEmpty()) {
                    socrata.put(DataSet.of(DATA_SET, "Service requests", Path.of(line)));
                }
                System.out.println(since.size() + " " + new HashSet<>(since).size());
            }
        }
    }
}
