package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A scraper that has no keys of its own but a role, which its profile names: the only credentials
/// that renew themselves while a scrape takes a day.
@Timeout(120)
class RoleProfileTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/scraper-de";

    private static final String ASSUMED =
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
              <Credentials>
                <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
                <SessionToken>token</SessionToken><Expiration>%s</Expiration>
              </Credentials>
              <AssumedRoleUser><Arn>%s</Arn><AssumedRoleId>A:b</AssumedRoleId></AssumedRoleUser>
            </AssumeRoleResult></AssumeRoleResponse>
            """;

    private static final String DENIED =
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you</Message></Error>
            </ErrorResponse>
            """;

    @TempDir private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private BesideScraper machine;
    private HttpServer sts;
    private volatile String answer = DENIED;
    private volatile int status = 403;

    @BeforeEach
    void open() throws IOException {
        machine = BesideScraper.in(folder);
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext(
                "/",
                exchange -> {
                    asked.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    var body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/xml");
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        sts.start();
        var config = folder.resolve("config");
        Files.writeString(
                config,
                """
                [profile scraper-de]
                role_arn = %s
                source_profile = machine
                [profile machine]
                aws_access_key_id = AKIAMACHINE
                aws_secret_access_key = secret
                """
                        .formatted(ROLE));
        var env = machine.env();
        answer = answer(env.remove("AWS_ACCESS_KEY_ID"), env.remove("AWS_SECRET_ACCESS_KEY"));
        status = 200;
        env.put("AWS_PROFILE", "scraper-de");
        env.put("AWS_CONFIG_FILE", config.toString());
        env.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        env.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + sts.getAddress().getPort());
        for (var document : machine.source().subList(0, 3)) {
            machine.write(document);
        }
    }

    @AfterEach
    void close() {
        machine.close();
        sts.stop(0);
    }

    private static String answer(String id, String secret) {
        return ASSUMED.formatted(id, secret, Instant.now().plus(1, ChronoUnit.HOURS), ROLE);
    }

    @Test
    void sendsAsTheRoleThatItsProfileNames() throws Exception {
        var upload = upload();

        assertThat(upload.waitFor()).as(machine::said).isZero();
        assertThat(machine.said()).contains("sent 3 documents");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).contains("Action=AssumeRole", "role%2Fscraper-de");
    }

    @Test
    void saysWhoRefusedIt() throws Exception {
        answer = DENIED;
        status = 403;

        var upload = upload();

        assertThat(upload.waitFor()).isEqualTo(1);
        assertThat(machine.said())
                .contains("no AWS credentials: profile scraper-de: Sts answered 403 AccessDenied")
                .doesNotContain("\tat ");
    }

    private Process upload() throws IOException {
        return machine.start(
                ChildJvm.of(
                        "128m",
                        HopperCommand.class,
                        List.of("upload", "--realtime", machine.data().toString())));
    }
}
