package org.civichopper.importer.jsonlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class JsonLoggingTest {

    private final List<String> lines = new ArrayList<>();
    private final JsonLogging logging = new JsonLogging(lines::add);
    private final Logger ours = logger("org.civichopper.importer.drain.Drain");
    private final Logger theirs = logger("com.zaxxer.hikari.pool.HikariPool");

    @Test
    void aLineIsAnObjectWithItsSentence() throws IOException {
        ours.info("{} messages\nand \"more\"", 3);

        assertThat(line().path("level").asText()).isEqualTo("INFO");
        assertThat(line().path("message").asText()).isEqualTo("3 messages\nand \"more\"");
        assertThat(line().path("logger").asText()).isEqualTo(ours.getName());
        assertThat(Instant.parse(line().path("timestamp").asText()))
                .isBeforeOrEqualTo(Instant.now());
        assertThat(lines.getFirst()).doesNotContain("\n");
    }

    @Test
    void fieldsKeepTheirShape() throws IOException {
        ours.atWarn()
                .addKeyValue("documents", Map.of("insert", 2))
                .addKeyValue("places", List.of("de"))
                .log("{} of {}", 1, 2);

        assertThat(line().path("message").asText()).isEqualTo("1 of 2");
        assertThat(line().path("documents").path("insert").asInt()).isEqualTo(2);
        assertThat(line().path("places").path(0).asText()).isEqualTo("de");
    }

    @Test
    void aFieldTakesNobodyElsesPlace() throws IOException {
        ours.atInfo().addKeyValue("message", "not this").log("this");

        assertThat(line().path("message").asText()).isEqualTo("this");
    }

    @Test
    void everyLineSaysWhatHoldsForTheInvocation() throws IOException {
        logging.getMDCAdapter().put("function_request_id", "r1");
        ours.info("done");

        assertThat(line().path("function_request_id").asText()).isEqualTo("r1");
    }

    @Test
    void anErrorIsThereWithItsStack() throws IOException {
        ours.error("{} cannot be imported", "a.json", new IllegalStateException("why"));

        assertThat(line().path("message").asText()).isEqualTo("a.json cannot be imported");
        assertThat(line().path("error").path("name").asText())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(line().path("error").path("message").asText()).isEqualTo("why");
        assertThat(line().path("error").path("stack").asText()).contains("JsonLoggingTest");
    }

    @Test
    void librariesAreHeardWhenTheyWorry() {
        theirs.info("pool started");
        ours.debug("nothing");
        assertThat(lines).isEmpty();

        theirs.warn("pool is empty");
        assertThat(lines).hasSize(1);
    }

    @Test
    void whatIsNoJsonIsStillALine() throws IOException {
        ours.atInfo().addKeyValue("odd", new Object()).log("done");

        assertThat(line().path("message").asText()).contains("message=done");
    }

    private Logger logger(String name) {
        return logging.getLoggerFactory().getLogger(name);
    }

    private JsonNode line() throws IOException {
        return new JsonMapper().readTree(lines.getFirst());
    }
}
