package org.civichopper.bulk.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.localsearch.Misdeed;
import org.civichopper.localsearch.WaywardSearch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who asks a search server, and whom it is believed to be.
@Timeout(60)
class LoginTest {

    private static final String PASSWORD = "s3cret:with@signs/";

    private final Sought sought = new Sought();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        sought.close();
    }

    private String withLogin() {
        return "http://loader:" + PASSWORD + "@" + sought.wayward.authority();
    }

    @Test
    void userAndPasswordOfTheAddressGoAlong() throws Exception {
        sought.server(withLogin(), Duration.ofSeconds(1), 2).copy("tx", Sought.FIRST).begin();

        var expected =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        ("loader:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(sought.wayward.asked())
                .allSatisfy(each -> assertThat(each.header("Authorization")).contains(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 503})
    void noErrorShowsThem(int status) {
        var answer = "no access for [loader] with " + PASSWORD;
        sought.wayward.misbehave(_ -> true, new Misdeed.Status(status, Map.of(), answer));
        var copy = sought.server(withLogin(), Duration.ofMillis(300), 2).copy("tx", Sought.FIRST);

        assertThatThrownBy(copy::begin)
                .isInstanceOf(LoadStopped.class)
                .hasMessageContaining("no access for [***] with ***")
                .message()
                .doesNotContain("s3cret", "loader:");
    }

    @Test
    void noPasswordGoesInTheOpenToAnotherMachine() {
        var copy =
                sought.server("http://loader:pw@search.invalid:9200", Duration.ofSeconds(1), 2)
                        .copy("tx", Sought.FIRST);

        assertThatThrownBy(copy::begin)
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessage(
                        "http://search.invalid:9200: expected https, because a password goes along, found http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9200",
                "ftp://a:hidden@b",
                "https://u:hidden@",
                "https://u:hidden@h?q=1",
                ""
            })
    void whatIsNoAddressIsNotRepeated(String text) {
        assertThatThrownBy(() -> SearchAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hidden");
    }

    @Test
    void anAddressShowsNoLogin() {
        assertThat(SearchAddress.parse("https://me:p%40ss@search:9243/behind/"))
                .hasToString("https://search:9243/behind");
    }

    @Test
    void aServerOfAPrivateAuthorityIsTrustedWhereItIsNamed() throws Exception {
        var certificate = certificate();
        try (var secure = WaywardSearch.before(sought.wayward.url(), server())) {
            var address = SearchAddress.parse(secure.url());
            try (var trusting = search(address, Optional.of(certificate));
                    var others = search(address, Optional.empty())) {
                trusting.copy("tx", Sought.FIRST).begin();

                assertThatThrownBy(() -> others.copy("tx", Sought.SECOND).begin())
                        .isInstanceOf(LoadStopped.Failed.class)
                        .hasMessageContaining("--search-ca");
            }
        }
    }

    private SearchServer search(SearchAddress address, Optional<Path> ca) {
        return new SearchServer(
                new SearchServer.Settings(address, ca, sought.env, 2, Duration.ofSeconds(20), 1),
                sought.said::add);
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        var file = Files.writeString(folder.resolve("ca.pem"), "nothing");

        assertThatThrownBy(() -> Trust.inCertificatesOf(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca.pem: expected certificates in PEM");
    }

    private static final String STORE_PASSWORD = "changeit";

    private Path certificate() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=search",
                "-ext",
                "san=ip:127.0.0.1",
                "-storepass",
                STORE_PASSWORD);
        var file = folder.resolve("server.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-file",
                file.toString(),
                "-storepass",
                STORE_PASSWORD);
        return file;
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store().toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Path store() {
        return folder.resolve("server.p12");
    }

    private SSLContext server() throws Exception {
        var keys = KeyStore.getInstance(store().toFile(), STORE_PASSWORD.toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
