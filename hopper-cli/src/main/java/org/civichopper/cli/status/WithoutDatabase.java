package org.civichopper.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.civichopper.cli.status.Status.Depth;
import org.civichopper.cli.status.Status.Oldest;
import org.civichopper.model.text.Harmless;

/// What is known while the database does not answer: what waits for it.
///
/// @param why it did not
public record WithoutDatabase(
        Instant at,
        String why,
        Answer<Depth> queue,
        Answer<Long> deadLetters,
        Answer<Optional<Oldest>> oldest) {

    static final String RUNBOOK = new Concern("database", "", "").runbook();

    public static WithoutDatabase read(Inbox inbox, String why) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var depth = CompletableFuture.supplyAsync(inbox::depth, threads);
            var letters = CompletableFuture.supplyAsync(inbox::deadLetters, threads);
            var oldest = CompletableFuture.supplyAsync(inbox::oldest, threads);
            return new WithoutDatabase(
                    Instant.now(), why, depth.join(), letters.join(), oldest.join());
        }
    }

    String text() {
        return """
        Hopper, %s: THE DATABASE DID NOT ANSWER

        ! %s
          -> nothing is imported meanwhile, and nothing is lost; see %s

        queue           %s
        oldest object   %s
        dead letters    %s
        """
                .formatted(
                        StatusScreen.TIME.format(at),
                        Harmless.line(why),
                        RUNBOOK,
                        words(
                                queue,
                                depth ->
                                        "%s waiting, %s held"
                                                .formatted(
                                                        Words.number(
                                                                depth.waiting() + depth.delayed()),
                                                        Words.number(depth.held()))),
                        words(
                                oldest,
                                found ->
                                        found.map(this::words).orElse("none waits to be imported")),
                        words(deadLetters, Words::number));
    }

    private String words(Oldest oldest) {
        return "for %s%s  %s"
                .formatted(
                        oldest.whole() ? "" : "at least ",
                        Words.time(Duration.between(oldest.putAt(), at)),
                        Harmless.line(oldest.key()));
    }

    private static <T> String words(Answer<T> answer, Function<T, String> given) {
        return Harmless.line(StatusScreen.answer(answer, given));
    }
}
