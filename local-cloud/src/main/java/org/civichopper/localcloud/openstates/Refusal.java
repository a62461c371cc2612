package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Serial;

/// What a request is refused with, in the API's words.
final class Refusal extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonNode detail;

    Refusal(int status, JsonNode detail) {
        super(detail.toString());
        this.status = status;
        this.detail = detail;
    }

    Refusal(int status, String detail) {
        this(status, new TextNode(detail));
    }

    static Refusal notFound() {
        return new Refusal(404, "Not Found");
    }

    Reply reply() {
        return Reply.json(status, JsonNodeFactory.instance.objectNode().set("detail", detail));
    }
}
