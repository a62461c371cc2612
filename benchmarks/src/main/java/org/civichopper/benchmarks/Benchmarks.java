package org.civichopper.benchmarks;

import java.util.List;
import java.util.Optional;
import org.civichopper.benchmarks.importing.FirstImport;

/// All there are.
final class Benchmarks {

    static final List<Benchmark> ALL = List.of(new FirstImport());

    private Benchmarks() {}

    static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
    }
}
