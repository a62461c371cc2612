package org.civichopper.importer.parallel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Runs calls that mostly wait, each on a virtual thread of its own.
public final class Parallel {

    private Parallel() {}

    /// Returns the results in the order of the calls, when all have ended.
    ///
    /// @throws RuntimeException what the first of them threw
    public static <T> List<T> all(Collection<? extends Callable<T>> calls) {
        if (calls.size() == 1) {
            return List.of(alone(calls.iterator().next()));
        }
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }
}
