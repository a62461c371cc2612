package org.civichopper.localcloud;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.javadsl.Http;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.jdk.javaapi.OptionConverters;

/// An SQS server on loopback, and the queues in it.
final class LocalQueue implements AutoCloseable {

    static final String REGION = "us-east-1";

    private static final String ACCOUNT = "000000000000";
    private static final int MOST_RECEIVES = 20;
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "pekko.loglevel", "WARNING",
                    "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                    "pekko.coordinated-shutdown.exit-jvm", "off",
                    "pekko.daemonic", "on");

    private final ActorSystem actors;
    private final Optional<QueueStore> store;
    private final URI endpoint;
    private final LoopbackHttp http;

    private LocalQueue(
            ActorSystem actors, Optional<QueueStore> store, URI endpoint, String accessKey) {
        this.actors = actors;
        this.store = store;
        this.endpoint = endpoint;
        http = new LoopbackHttp(accessKey);
    }

    /// Starts with the queues and messages of the run before, on its port if that is free.
    static LocalQueue start(Path folder, String accessKey) {
        Folders.ownersAlone(folder);
        var port = KeptPort.of(folder);
        var started = start(Optional.of(QueueStore.open(folder)), port.orAny(), accessKey);
        port.keep(started.endpoint.getPort());
        return started;
    }

    /// Starts empty and forgets everything.
    static LocalQueue startThrowaway(String accessKey) {
        return start(Optional.empty(), 0, accessKey);
    }

    private static LocalQueue start(Optional<QueueStore> store, int port, String accessKey) {
        var config = ConfigFactory.parseMap(SETTINGS).withFallback(ConfigFactory.load());
        var actors = ActorSystem.create("elasticmq", config);
        var listener = store.map(kept -> kept.listener(actors));
        var queues =
                actors.actorOf(
                        Props.create(
                                QueueManagerActor.class,
                                new NowProvider(),
                                StrictSQSLimits$.MODULE$,
                                OptionConverters.toScala(listener)));
        listener.ifPresent(kept -> QueueStore.restore(kept, queues));
        var endpoint = listen(actors, queues, port, new Gate(Optional.of(accessKey)));
        return new LocalQueue(actors, store, endpoint, accessKey);
    }

    private static URI listen(ActorSystem actors, ActorRef queues, int wanted, Gate gate) {
        var builder =
                SQSRestServerBuilder.withActorSystem(actors)
                        .withQueueManagerActor(queues)
                        .withAWSRegion(REGION)
                        .withAWSAccountId(ACCOUNT);
        var address = new AtomicReference<>(address(0));
        var answers = new SqsAnswers(builder, actors, queues, address);
        var port =
                Http.get(actors)
                        .newServerAt("127.0.0.1", wanted)
                        .bind(new QueueGate(gate, answers))
                        .toCompletableFuture()
                        .join()
                        .localAddress()
                        .getPort();
        address.set(address(port));
        return URI.create(address(port).fullAddress());
    }

    private static NodeAddress address(int port) {
        return new NodeAddress("http", "127.0.0.1", port, "");
    }

    URI endpoint() {
        return endpoint;
    }

    /// A queue and its dead letters. What stands already keeps its messages and takes the settings.
    QueueUrls create(String name, Duration visibility) {
        var deadLetters = name + "-dead-letters";
        for (var queue : new String[] {deadLetters, name}) {
            ask(endpoint, Map.of("Action", "CreateQueue", "QueueName", queue));
        }
        ask(
                url(name),
                Map.of(
                        "Action",
                        "SetQueueAttributes",
                        "Attribute.1.Name",
                        "VisibilityTimeout",
                        "Attribute.1.Value",
                        String.valueOf(visibility.toSeconds()),
                        "Attribute.2.Name",
                        "RedrivePolicy",
                        "Attribute.2.Value",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:%s:%s:%s\",\"maxReceiveCount\":%d}"
                                .formatted(REGION, ACCOUNT, deadLetters, MOST_RECEIVES)));
        return new QueueUrls(url(name), url(deadLetters));
    }

    URI url(String queue) {
        return endpoint.resolve("/" + ACCOUNT + "/" + queue);
    }

    private void ask(URI address, Map<String, String> parameters) {
        var form =
                parameters.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        http.send("POST", address, form, Set.of(200));
    }

    /// Breaks off whoever still waits for a message.
    @Override
    public void close() {
        actors.terminate();
        try {
            actors.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalCloudException("the queue did not stop: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.ifPresent(QueueStore::close);
        }
    }
}
