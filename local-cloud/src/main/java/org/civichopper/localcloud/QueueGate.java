package org.civichopper.localcloud;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.japi.function.Function;

/// Stands before the queue server and answers as SQS does to whom it refuses.
record QueueGate(Gate gate, SqsAnswers answers)
        implements Function<HttpRequest, CompletionStage<HttpResponse>> {

    private static final long serialVersionUID = 1L;

    @Override
    public CompletionStage<HttpResponse> apply(HttpRequest request) {
        var asked =
                new Gate.Asked(
                        header(request, "Host"),
                        header(request, "Origin"),
                        header(request, "Authorization"),
                        request.getUri().rawQueryString().orElse(""));
        return gate.refusal(asked)
                .map(reason -> CompletableFuture.completedStage(refused(request, reason)))
                .orElseGet(() -> answers.to(request));
    }

    // Newer clients speak JSON with SQS, older ones XML.
    private static HttpResponse refused(HttpRequest request, String reason) {
        var json = request.getHeader("X-Amz-Target").isPresent();
        var entity =
                json
                        ? HttpEntities.create(
                                ContentTypes.APPLICATION_JSON,
                                "{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}"
                                        .formatted(reason))
                        : HttpEntities.create(
                                ContentTypes.TEXT_XML_UTF8,
                                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>%s</Message></Error></ErrorResponse>"
                                        .formatted(reason));
        return HttpResponse.create().withStatus(StatusCodes.FORBIDDEN).withEntity(entity);
    }

    private static String header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value).orElse("");
    }
}
