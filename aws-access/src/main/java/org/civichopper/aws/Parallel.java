package org.civichopper.aws;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Runs calls that mostly wait, many at once, each on a virtual thread of its own.
public final class Parallel {

    private static final int AT_ONCE = 64; // connections to one server

    private Parallel() {}

    /// Applies the call to each element; returns the results in the order of the elements, when all
    /// calls have ended.
    ///
    /// @throws RuntimeException what the first failed call threw
    public static <T, R> List<R> map(Collection<T> elements, Function<T, R> call) {
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures =
                    elements.stream()
                            .map(element ->
                                    CompletableFuture.supplyAsync(
                                            () -> inPlace(places, call, element), threads))
                            .toList();
            return futures.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private static <T, R> R inPlace(Semaphore places, Function<T, R> call, T element) {
        places.acquireUninterruptibly();
        try {
            return call.apply(element);
        } finally {
            places.release();
        }
    }
}
