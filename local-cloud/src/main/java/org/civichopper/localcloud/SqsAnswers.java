package org.civichopper.localcloud;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.server.RequestContext;
import org.apache.pekko.http.scaladsl.server.Route$;
import org.apache.pekko.http.scaladsl.server.RouteResult;
import org.apache.pekko.stream.Materializer;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig$;
import org.elasticmq.rest.sqs.ElasticMQConfig;
import org.elasticmq.rest.sqs.QueueURLModule;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.rest.sqs.XmlNsVersion;
import org.elasticmq.rest.sqs.XmlNsVersion$;
import scala.Function1;
import scala.Tuple1;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/// What ElasticMQ answers, without the server that it would open: that one answers whoever asks,
/// and has no place for a [Gate]. ElasticMQ's builder makes the answers on its way and hands them
/// out to nobody, so they are reached by the names that its compiler gave them. Another release may
/// have others: then no queue starts, and every test says so.
final class SqsAnswers {

    private static final Class<?> BUILDER = TheSQSRestServerBuilder.class;

    private final Function1<
                    org.apache.pekko.http.scaladsl.model.HttpRequest,
                    Future<org.apache.pekko.http.scaladsl.model.HttpResponse>>
            answers;

    /// @param address by which answers name queues
    SqsAnswers(
            TheSQSRestServerBuilder builder,
            ActorSystem actors,
            ActorRef queues,
            AtomicReference<NodeAddress> address) {
        var server = server(builder, actors, queues, address);
        var config = new ElasticMQConfig();
        answers =
                Route$.MODULE$.toFunction(
                        XmlNsVersion$.MODULE$
                                .extractXmlNs()
                                .tapply(version -> route(server, config, version)),
                        actors);
    }

    private static QueueURLModule server(
            TheSQSRestServerBuilder builder,
            ActorSystem actors,
            ActorRef queues,
            AtomicReference<NodeAddress> address) {
        try {
            return (QueueURLModule)
                    Class.forName(BUILDER.getName() + "$$anon$1")
                            .getConstructors()[0]
                            .newInstance(
                                    builder,
                                    address,
                                    actors,
                                    Materializer.createMaterializer(actors),
                                    queues,
                                    StrictSQSLimits$.MODULE$,
                                    AutoCreateQueuesConfig$.MODULE$.disabled());
        } catch (ReflectiveOperationException e) {
            throw another(e);
        }
    }

    @SuppressWarnings("unchecked") // as the builder itself passes it on
    private static Function1<RequestContext, Future<RouteResult>> route(
            QueueURLModule server, ElasticMQConfig config, Tuple1<XmlNsVersion> version) {
        try {
            return (Function1<RequestContext, Future<RouteResult>>)
                    BUILDER.getMethod(
                                    "$anonfun$start$4",
                                    QueueURLModule.class,
                                    ElasticMQConfig.class,
                                    XmlNsVersion.class)
                            .invoke(null, server, config, version._1());
        } catch (ReflectiveOperationException e) {
            throw another(e);
        }
    }

    private static LocalCloudException another(ReflectiveOperationException e) {
        return new LocalCloudException(
                "expected the release of ElasticMQ that pom.xml names, found another: " + e, e);
    }

    // Without a step of Java's on the way: it would wait for the common pool, which on two cores is
    // one thread, and whatever else the program does may block that.
    @SuppressWarnings("unchecked") // an answer of the one API is one of the other
    CompletionStage<HttpResponse> to(HttpRequest request) {
        var answer = answers.apply((org.apache.pekko.http.scaladsl.model.HttpRequest) request);
        return (CompletionStage<HttpResponse>)
                (CompletionStage<? extends HttpResponse>) FutureConverters.asJava(answer);
    }
}
