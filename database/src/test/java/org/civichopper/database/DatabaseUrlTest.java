package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void everyPartIsRead() {
        assertThat(DatabaseUrl.parse("postgresql://ann:s3cret@db.example.org:6543/states"))
                .isEqualTo(
                        new DatabaseUrl(
                                "db.example.org",
                                6543,
                                "states",
                                Optional.of("ann"),
                                Optional.of("s3cret"),
                                Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://ann@db/states,          db,        5432, states",
        "postgis://ann@db:1/states,         db,        1,    states",
        "postgresql://db/states,            db,        5432, states",
        "postgresql://db:/states,           db,        5432, states",
        "postgresql:///states,              localhost, 5432, states",
        "postgresql://ann@/,                localhost, 5432, ann",
        "postgresql://ann@db,               db,        5432, ann",
        "postgresql://[::1]:6543/states,    ::1,       6543, states",
        "postgresql://ann@[fe80::1]/states, fe80::1,   5432, states",
        "postgresql://db/the%20states%2F50, db,        5432, the states/50",
    })
    void partsThatAreMissingAreTheUsualOnes(String url, String host, int port, String database) {
        var parsed = DatabaseUrl.parse(url);

        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.database()).isEqualTo(database);
        assertThat(parsed.password()).isEmpty();
    }

    @Property
    void anyUserAndPasswordSurviveEncodingAndNoPasswordIsShown(
            @ForAll @NotEmpty String user, @ForAll @NotEmpty String password) {
        var url = "postgresql://%s:%s@db/states".formatted(encoded(user), encoded(password));

        var parsed = DatabaseUrl.parse(url);

        assertThat(parsed.user()).contains(wellFormed(user));
        assertThat(parsed.password()).contains(wellFormed(password));
        assertThat(parsed.toString()).endsWith(":***@db:5432/states");
    }

    @Test
    void aPlusSignInAPasswordIsAPlusSign() {
        assertThat(DatabaseUrl.parse("postgresql://ann:a+b@db/states").password()).contains("a+b");
    }

    @Test
    void optionsGetTheNamesThatTheDriverKnows() {
        var url =
                DatabaseUrl.parse(
                        "postgresql://ann:s3cret@db/states?sslmode=verify-full&sslrootcert=%2Fca.pem"
                                + "&connect_timeout=3&application_name=report");

        assertThat(url.options())
                .containsOnly(
                        Map.entry("sslmode", "verify-full"),
                        Map.entry("sslrootcert", "/ca.pem"),
                        Map.entry("connectTimeout", "3"),
                        Map.entry("ApplicationName", "report"));
    }

    @Test
    void whatProvidersPutBehindTheirAddressesIsTaken() {
        var url =
                DatabaseUrl.parse(
                        "postgresql://ann@db/states?sslmode=require&channel_binding=require"
                                + "&options=endpoint%3Dcool-sun-1");

        assertThat(url.options())
                .containsEntry("channelBinding", "require")
                .containsEntry("options", "endpoint=cool-sun-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://db/states?user=ann&password=s3cret | found one of JDBC: leave out jdbc:",
                "postgresql://ann:s3cret@one,two:5433/states          | with one host, found several",
                "host=db user=ann password=s3cret                     | found keywords such as host=",
                "postgresql://db/states?target_session_attrs=primary  | found target_session_attrs",
                "postgresql://db/states?sslcert=s3cret                | found sslcert",
                "postgresql://db/states?user=ann&password=s3cret      | found user",
            })
    void aFormOfOtherToolsIsRefusedByItsName(String url, String named) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .hasMessageContaining(named)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann:s3cret@db/states,      jdbc:postgresql://db:5432/states",
        "postgresql://[::1]:6543/the%20states,   jdbc:postgresql://[::1]:6543/the%20states",
    })
    void theDriversUrlHoldsNoPassword(String url, String jdbcUrl) {
        assertThat(DatabaseUrl.parse(url).jdbcUrl()).isEqualTo(jdbcUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://ann:s3cret@db/states",
                "jdbc:postgresql://db/states",
                "ann:s3cret@db/states",
                "postgresql://ann:s3cret/@db/states",
                "postgresql://ann:s3cret@x@db/states",
                "postgresql://ann:s3cret%@db/states",
                "postgresql://ann:s3cret@one,two/states",
                "postgresql://ann:s3cret@db:99999/states",
                "postgresql://:s3cret@db/",
                "postgresql://ann:s3cret@db/states?sslmode=sometimes",
                "postgresql://ann:s3cret@db/states?connect_timeout=soon",
                "postgresql://ann:5432/s3cret@db",
                "postgresql://ann:5432/s3cret@db/states",
                "postgresql://ann:5432?s3cret@db/states",
                "postgresql://ann:5432?sslmode=s3cret@db/states",
                "postgresql://ann:5432#s3cret@db/states",
                "postgresql://db/states?user=ann&password=s3cret",
                "postgresql://db/states?s3cret=ann",
                "jdbc:postgresql://db/states?user=ann&password=s3cret",
                "host=db user=ann password=s3cret dbname=states",
                "",
            })
    void whatIsNoDatabaseUrlIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database URL: expected ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aNumberThatIsNoPortIsNotShownEither() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://ann:98765/@db/states"))
                .hasMessageNotContaining("98765");
    }

    @Test
    void anOptionThatWeDoNotPassOnIsRefused() {
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://db/states?sslmod=require"))
                .hasMessage(
                        "database URL: expected no options but application_name, channel_binding,"
                                + " connect_timeout, options, sslmode, sslrootcert, found another");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    // A lone surrogate has no UTF-8 to encode.
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
