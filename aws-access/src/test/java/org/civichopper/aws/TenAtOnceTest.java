package org.civichopper.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

class TenAtOnceTest {

    @Test
    void aCallIsAboutTenAtMostAndEveryMessageIsInOne() {
        var calls = Collections.synchronizedList(new ArrayList<List<Integer>>());

        assertThat(TenAtOnce.each(numbers(23), ten -> calls.add(ten) ? List.of() : List.of()))
                .isEmpty();

        assertThat(calls).extracting(List::size).containsExactlyInAnyOrder(10, 10, 3);
        assertThat(calls.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(numbers(23));
    }

    @Test
    void whatIsNotTheSendersFaultIsTriedAgainAlone() throws Exception {
        var calls = new ArrayList<List<Integer>>();

        var refused =
                TenAtOnce.once(
                        numbers(5),
                        some -> {
                            calls.add(some);
                            return some.size() > 1 ? List.of(failure("3", false)) : List.of();
                        });

        assertThat(refused).isEmpty();
        assertThat(calls).containsExactly(numbers(5), List.of(3));
    }

    @Test
    void whatIsTheSendersFaultIsHandedBackAtOnce() throws Exception {
        var calls = new ArrayList<List<Integer>>();

        var refused =
                TenAtOnce.once(
                        numbers(5),
                        some -> {
                            calls.add(some);
                            return List.of(failure("4", true));
                        });

        assertThat(refused).containsExactly(new Refused<>(4, "Code: message of 4"));
        assertThat(calls).hasSize(1);
    }

    @Test
    void whatStaysRefusedIsHandedBackInTheEnd() throws Exception {
        var refused = TenAtOnce.once(List.of(7), _ -> List.of(failure("0", false)));

        assertThat(refused).containsExactly(new Refused<>(7, "Code: message of 0"));
    }

    @Test
    void aCallThatFailsAsAWholeConcernsNoOtherTen() {
        var refused =
                TenAtOnce.each(
                        numbers(23),
                        ten -> {
                            if (ten.contains(11)) {
                                throw SdkClientException.create("no answer");
                            }
                            return List.of();
                        });

        assertThat(refused).extracting(Refused::message).isEqualTo(numbers(20).subList(10, 20));
        assertThat(refused).extracting(Refused::why).containsOnly("no answer");
    }

    @Test
    void ofTenAloneAFailureIsTheCallers() {
        assertThatThrownBy(() ->
                        TenAtOnce.once(
                                numbers(2),
                                _ -> {
                                    throw SdkClientException.create("no answer");
                                }))
                .isInstanceOf(SdkClientException.class);
    }

    private static List<Integer> numbers(int many) {
        return IntStream.range(0, many).boxed().toList();
    }

    private static BatchResultErrorEntry failure(String id, boolean senders) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(senders)
                .code("Code")
                .message("message of " + id)
                .build();
    }
}
