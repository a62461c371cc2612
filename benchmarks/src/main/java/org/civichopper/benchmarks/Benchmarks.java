package org.civichopper.benchmarks;

import java.util.List;
import java.util.Optional;
import org.civichopper.benchmarks.importing.ChangedImport;
import org.civichopper.benchmarks.importing.FirstImport;
import org.civichopper.benchmarks.importing.NoopImport;
import org.civichopper.benchmarks.importing.Statements;
import org.civichopper.benchmarks.loading.DecodeBzip2;
import org.civichopper.benchmarks.loading.Load311;
import org.civichopper.benchmarks.loading.LoadBicam;
import org.civichopper.benchmarks.loading.LoadCampaignFinance;
import org.civichopper.benchmarks.loading.LoadCourtListener;
import org.civichopper.benchmarks.loading.LoadOpenStates;
import org.civichopper.benchmarks.loading.LoadOpenStatesZip;
import org.civichopper.benchmarks.process.Artifact;
import org.civichopper.benchmarks.process.Memory;
import org.civichopper.benchmarks.process.Start;
import org.civichopper.benchmarks.pure.Jmh;
import org.civichopper.benchmarks.queue.Drain;
import org.civichopper.benchmarks.queue.EmptyQueue;
import org.civichopper.benchmarks.queue.TenFunctions;
import org.civichopper.benchmarks.sending.UploadMemory;
import org.civichopper.benchmarks.sending.UploadSpeed;

/// All there are.
final class Benchmarks {

    static final List<Benchmark> ALL =
            List.of(
                    new FirstImport(),
                    new NoopImport(),
                    new ChangedImport(),
                    new Statements(),
                    new Drain(),
                    new TenFunctions(),
                    new EmptyQueue(),
                    new Memory(),
                    new UploadSpeed(),
                    new UploadMemory(),
                    new Load311(),
                    new LoadCourtListener(),
                    new DecodeBzip2(),
                    new LoadCampaignFinance(),
                    new LoadOpenStates(),
                    new LoadOpenStatesZip(),
                    new LoadBicam(),
                    new Start(),
                    new Artifact(),
                    new Jmh());

    private Benchmarks() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
