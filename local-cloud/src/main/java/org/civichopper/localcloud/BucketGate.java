package org.civichopper.localcloud;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ContinueResponseTiming;

/// Stands before the bucket server and answers as S3 does to whom it refuses.
final class BucketGate extends ValveBase {

    private final Gate gate;

    BucketGate(Gate gate) {
        super(true);
        this.gate = gate;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var refusal =
                gate.refusal(
                        new Gate.Asked(
                                header(request, "Host"),
                                header(request, "Origin"),
                                header(request, "Authorization"),
                                Objects.requireNonNullElse(request.getQueryString(), "")));
        if (refusal.isEmpty()) {
            getNext().invoke(request, response);
            return;
        }
        // boto3 understands no other answer before it has sent the object that it announced.
        response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
        response.setStatus(403);
        response.setContentType("application/xml");
        response.getOutputStream()
                .write(
                        "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
                                .formatted(refusal.get())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String header(Request request, String name) {
        return Objects.requireNonNullElse(request.getHeader(name), "");
    }
}
