package org.civichopper.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.civichopper.notices.Receiver.Slack;
import org.civichopper.notices.Receiver.Topic;
import org.civichopper.notices.Receiver.Webhook;
import org.junit.jupiter.api.Test;

class ReceiverTest {

    @Test
    void severalAreApartByCommasAndAnAddressMayHoldOne() {
        assertThat(
                        Receiver.parse(
                                "slack=https://hooks.slack.com/services/T0/B0/x, webhook=http://host:8080/a,b?c=d,sns=arn:aws:sns:eu-west-1:123456789012:hopper"))
                .containsExactly(
                        new Slack(URI.create("https://hooks.slack.com/services/T0/B0/x")),
                        new Webhook(URI.create("http://host:8080/a,b?c=d")),
                        new Topic("arn:aws:sns:eu-west-1:123456789012:hopper", "eu-west-1"));
    }

    @Test
    void aBlankTextIsNobody() {
        assertThat(Receiver.parse("")).isEmpty();
        assertThat(Receiver.parse("  ")).isEmpty();
    }

    @Test
    void inALogItShowsItsHostAlone() {
        assertThat(Receiver.parse("slack=https://hooks.slack.com/services/secret"))
                .hasToString("[slack at hooks.slack.com]");
        assertThat(Receiver.parse("webhook=https://host/hook?token=secret"))
                .hasToString("[webhook at host]");
    }
}
