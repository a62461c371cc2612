package org.civichopper.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class MessengerTest {

    private record Done(String cause, String text) implements Notice {

        @Override
        public String word() {
            return "done";
        }

        @Override
        public String section() {
            return "";
        }

        @Override
        public boolean fades() {
            return false;
        }
    }

    private final BlockingQueue<String> posts = new LinkedBlockingQueue<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>(); // then 200
    private HttpServer server;
    private Messenger messenger;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    posts.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    var answer = answers.poll();
                    exchange.sendResponseHeaders(answer == null ? 200 : answer, -1);
                    exchange.close();
                });
        server.start();
        var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
        messenger = new Messenger(new TopicAccess(Optional.of(at("/sns")), keys));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aNoticeIsToldAtOnceAsEachReceiverTakesIt() {
        messenger.send(
                List.of(new Done("load 1", "12 < 13")),
                List.of(new Receiver.Slack(at("/slack")), new Receiver.Webhook(at("/hook"))));

        assertThat(posts)
                .containsExactlyInAnyOrder(
                        """
                        {"text":"Hopper: 12 &lt; 13"}\
                        """,
                        """
                        {"source":"hopper","text":"Hopper: 12 < 13","notices":[{"what":"done","cause":"load 1","text":"12 < 13","runbook":""}]}\
                        """);
    }

    @Test
    void aTextIsToldAsItIs() {
        var complaints =
                messenger.tell("load :grin: 12 < 13", List.of(new Receiver.Slack(at("/slack"))));

        assertThat(posts)
                .containsExactly(
                        """
                        {"text":"load :grin: 12 < 13"}\
                        """);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aTopicGetsATextAsItsMessage() {
        messenger.tell(
                "12 rows",
                List.of(new Receiver.Topic("arn:aws:sns:us-east-1:123456789012:t", "us-east-1")));

        assertThat(posts).singleElement().asString().contains("Action=Publish", "Message=12+rows");
    }

    @Test
    void aReceiverThatIsNotThereKeepsNoOtherFromBeingTold() throws Exception {
        var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        nobody.close();
        var closed = URI.create("http://127.0.0.1:" + nobody.getLocalPort() + "/secret");

        var complaints =
                messenger.tell(
                        "done",
                        List.of(new Receiver.Webhook(closed), new Receiver.Webhook(at("/hook"))));

        assertThat(posts).hasSize(1);
        assertThat(complaints)
                .singleElement()
                .asString()
                .isEqualTo("webhook at 127.0.0.1: ConnectException");
    }

    @Test
    void whatFailsInPassingIsTriedAgainAndWhatIsRefusedIsNot() {
        answers.addAll(List.of(503, 429));
        assertThat(messenger.touch(List.of(at("/hook")))).isEmpty();
        assertThat(posts).containsExactly("", "", "");

        posts.clear();
        answers.add(404);
        assertThat(messenger.touch(List.of(at("/hook"))))
                .containsExactly("webhook at 127.0.0.1: answered 404");
        assertThat(posts).hasSize(1);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
