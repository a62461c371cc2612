package org.civichopper.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/// Calls about ten messages, the most that SQS takes. It may do some of the ten and refuse the
/// others in the same answer: what is not the sender's fault is tried again a few times, and what
/// stays refused is handed back with its reason.
final class TenAtOnce {

    private static final int TEN = 10;
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private TenAtOnce() {}

    interface Call<T> {

        /// @return what was refused, each with the place of its message among these as id
        List<BatchResultErrorEntry> make(List<T> messages);
    }

    /// For any number of messages, many calls at once. Of a call that fails as a whole all are
    /// refused.
    static <T> List<Refused<T>> each(Collection<T> messages, Call<T> call) {
        var refused = Parallel.map(tens(List.copyOf(messages)), ten -> withoutFailing(ten, call));
        return refused.stream().flatMap(List::stream).toList();
    }

    private static <T> List<Refused<T>> withoutFailing(List<T> ten, Call<T> call) {
        try {
            return once(ten, call);
        } catch (SdkException e) {
            return all(ten, Refusal.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all(ten, "interrupted");
        }
    }

    private static <T> List<Refused<T>> all(List<T> messages, String why) {
        return messages.stream().map(message -> new Refused<>(message, why)).toList();
    }

    /// @throws SdkException when a call fails as a whole, the SDK's own attempts included
    static <T> List<Refused<T>> once(List<T> messages, Call<T> call) throws InterruptedException {
        var refused = new ArrayList<Refused<T>>();
        var waiting = messages;
        for (var attempt = 1; !waiting.isEmpty(); attempt++) {
            var again = new ArrayList<T>();
            for (var failure : call.make(waiting)) {
                var message = waiting.get(Integer.parseInt(failure.id()));
                if (failure.senderFault() || attempt == ATTEMPTS) {
                    refused.add(new Refused<>(message, failure.code() + ": " + failure.message()));
                } else {
                    again.add(message);
                }
            }
            waiting = again;
            if (!waiting.isEmpty()) {
                Thread.sleep(PAUSE.multipliedBy(attempt));
            }
        }
        return refused;
    }

    /// @param entry of a message, by its id
    static <T, E> List<E> entries(List<T> messages, BiFunction<String, T, E> entry) {
        var entries = new ArrayList<E>();
        for (var message : messages) {
            entries.add(entry.apply(Integer.toString(entries.size()), message));
        }
        return entries;
    }

    private static <T> List<List<T>> tens(List<T> messages) {
        var tens = new ArrayList<List<T>>();
        for (int from = 0; from < messages.size(); from += TEN) {
            tens.add(messages.subList(from, Math.min(messages.size(), from + TEN)));
        }
        return tens;
    }
}
