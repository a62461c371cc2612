package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Who is let in, and what the others are told.
@Execution(ExecutionMode.CONCURRENT)
class PageGateTest {

    private static final String TOKEN = "correct-horse-battery-staple";

    private Site site;
    private ServedPage page;

    @BeforeEach
    void serve() {
        site = Site.open();
        page = ServedPage.of(site, true);
    }

    @AfterEach
    void close() {
        page.close();
        site.close();
    }

    @Test
    void aNameThatSomebodyElsePointsHereIsNotAnswered() throws Exception {
        var answer =
                page.ask("GET", "/", Map.of("Host", "evil.example.org:" + page.uri().getPort()));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body())
                .contains("expected a name of this page")
                .doesNotContain("127.0.0.1", "localhost");
        assertThat(page.ask("GET", "/", Map.of("Host", "127.0.0.1")).status()).isEqualTo(421);
        assertThat(
                        page.ask("GET", "/", Map.of("Host", "localhost:" + page.uri().getPort()))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void aNameThatWasGivenIsAnswered() throws Exception {
        try (var named =
                ServedPage.of(site, false, Optional.empty(), List.of("hopper.example.org"))) {
            assertThat(named.ask("GET", "/", Map.of("Host", "Hopper.Example.org")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() throws Exception {
        var form = "csrf=" + "0".repeat(48) + "&group=1";
        var foreign = Map.of("Origin", "http://evil.example.org");

        assertThat(page.post("/replay", form, foreign).status()).isEqualTo(403);
        assertThat(page.post("/replay", form, Map.of("Origin", "null")).status()).isEqualTo(403);
        assertThat(page.post("/replay", form, Map.of("Sec-Fetch-Site", "cross-site")).status())
                .isEqualTo(403);
        assertThat(
                        HttpAnswer.to(
                                page.uri(),
                                "POST",
                                "/replay",
                                Map.of("Content-Type", Form.TYPE),
                                form))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.body())
                            .contains("Origin: expected this page's own, found 'none'");
                });
    }

    @Test
    void aFormWithoutThePagesSecretChangesNothing() throws Exception {
        var answer = page.post("/replay", "group=1");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("csrf: expected");
    }

    @Test
    void aPageThatIsOnlyForReadingReplaysNothing() throws Exception {
        try (var readOnly = ServedPage.of(site, false)) {
            var answer = readOnly.post("/replay", "group=1");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("--allow-replay");
        }
    }

    @Test
    void withATokenNobodyComesInWithoutIt() throws Exception {
        try (var guarded = ServedPage.of(site, false, Optional.of(TOKEN), List.of())) {
            for (var path :
                    List.of("/", "/events", "/page.js", "/?token=", "/?token=" + TOKEN + "x")) {
                assertThat(guarded.get(path).status()).as(path).isEqualTo(401);
            }
            assertThat(guarded.ask("GET", "/", Map.of("Authorization", "Bearer " + TOKEN)).status())
                    .isEqualTo(200);

            var welcome = guarded.get("/?token=" + TOKEN);
            assertThat(welcome.status()).isEqualTo(303);
            assertThat(welcome.headers()).containsEntry("location", "/");
            var cookie = welcome.headers().get("set-cookie");
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            assertThat(
                            guarded.ask(
                                            "GET",
                                            "/",
                                            Map.of("Cookie", "a=b; " + cookie.split(";")[0]))
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatIsNoQuestionOfOursIsAnsweredWithWhatWouldBe() throws Exception {
        assertThat(page.get("/../page.css").status()).isEqualTo(404);
        assertThat(page.get("/org/civichopper/cli/page/page.html").status()).isEqualTo(404);
        assertThat(page.ask("DELETE", "/", Map.of()))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(405);
                    assertThat(answer.headers()).containsEntry("allow", "GET, HEAD");
                });
        assertThat(page.get("/replay").headers()).containsEntry("allow", "POST");
        assertThat(page.post("/replay", "{}", Map.of("Content-Type", "application/json")).status())
                .isEqualTo(415);
        assertThat(page.post("/replay", "csrf=%zz").status()).isEqualTo(400);
        assertThat(page.post("/replay", "x".repeat(Form.LARGEST + 1)).status()).isEqualTo(413);
    }

    @Test
    void everyAnswerSaysWhatABrowserMayDoWithIt() throws Exception {
        for (var path : List.of("/", "/page.js", "/nowhere")) {
            assertThat(page.get(path).headers())
                    .as(path)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("cache-control", "no-store")
                    .hasEntrySatisfying(
                            "content-security-policy",
                            policy ->
                                    assertThat(policy)
                                            .contains("default-src 'none'", "script-src 'self';")
                                            .doesNotContain("unsafe"));
        }
    }

    @Test
    void headSaysHowLongThePageIsAndNoMore() throws Exception {
        var answer = page.ask("HEAD", "/page.css", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry(
                        "content-length", Integer.toString(page.get("/page.css").body().length()));
    }
}
