package org.civichopper.localcloud.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.civichopper.localcloud.LocalCloudException;

/// A function as Lambda runs it: one process for each invocation that runs at the same time, up to
/// a number; one that is idle is used again, one that died is replaced when it is needed.
public final class LocalLambda implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DeployedFunction function;
    private final Sandbox sandbox;
    private final int concurrency;
    private final Consumer<Happening> listener;
    private final InvokeApi api;
    private final Semaphore places;
    private final Deque<FunctionProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<FunctionProcess> atWork = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    private LocalLambda(
            DeployedFunction function,
            Sandbox sandbox,
            int concurrency,
            Consumer<Happening> listener) {
        this.sandbox = sandbox;
        this.concurrency = concurrency;
        this.listener = listener;
        places = new Semaphore(concurrency, true);
        api = InvokeApi.start(this, function);
        this.function = function.with(Map.of("AWS_ENDPOINT_URL_LAMBDA", api.endpoint().toString()));
    }

    /// The function finds the way to itself by `AWS_ENDPOINT_URL_LAMBDA`.
    ///
    /// @param sandbox closed by whoever made it, after this
    /// @param concurrency how many processes there are at most
    /// @param listener called from several threads
    public static LocalLambda start(
            DeployedFunction function,
            Sandbox sandbox,
            int concurrency,
            Consumer<Happening> listener) {
        return new LocalLambda(function, sandbox, concurrency, listener);
    }

    /// Where AWS clients invoke it: `aws lambda invoke --endpoint-url`.
    public URI endpoint() {
        return api.endpoint();
    }

    /// Has the event handled by somebody, and does not wait for it.
    ///
    /// @param longest how long it may wait for a place
    public void invokeLater(String event, Duration longest) {
        threads.execute(() -> {
            try {
                if (invoke(event, longest).isEmpty() && !closed) {
                    listener.accept(new Happening.Throttled(event));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Has the event handled and waits for what comes of it.
    ///
    /// @return nothing when no place became free in time
    Optional<Answer> invoke(String event, Duration longest) throws InterruptedException {
        if (!places.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        try {
            return closed ? Optional.empty() : Optional.of(work(event));
        } catch (LocalCloudException e) {
            listener.accept(new Happening.NotStarted(e.getMessage()));
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private Answer work(String event) throws InterruptedException {
        var process = idleOrNew();
        var begin = System.nanoTime();
        atWork.add(process);
        var answer = process.invoke(event);
        atWork.remove(process);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        var lives = process.isAlive();
        if (lives) {
            idle.addFirst(process);
        }
        listener.accept(new Happening.Answered(process.pid(), answer, took));
        if (!lives) {
            died(process, true);
        }
        return answer;
    }

    // The one that worked last comes first, so that the others may rest.
    private FunctionProcess idleOrNew() {
        for (var process = idle.pollFirst(); process != null; process = idle.pollFirst()) {
            if (process.isAlive()) {
                return process;
            }
            died(process, false);
        }
        var process =
                FunctionProcess.start(
                        function,
                        new FunctionJvm.Managed(),
                        sandbox,
                        (pid, line) -> listener.accept(new Happening.Said(pid, line)));
        process.ended()
                .thenRun(() -> {
                    if (idle.remove(process)) { // at work, its end is an answer first
                        died(process, false);
                    }
                });
        return process;
    }

    private void died(FunctionProcess process, boolean worked) {
        var status = process.ended().completeOnTimeout(-1, 10, TimeUnit.SECONDS).join();
        process.close();
        if (!closed) {
            listener.accept(new Happening.Died(process.pid(), status, worked, process.lastLines()));
        }
    }

    /// Waits for invocations that are under way, though not for ever, and leaves no process behind.
    @Override
    public void close() {
        closed = true;
        try {
            places.tryAcquire(concurrency, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        atWork.forEach(FunctionProcess::close);
        idle.forEach(FunctionProcess::close);
        threads.shutdownNow();
        api.close();
    }
}
