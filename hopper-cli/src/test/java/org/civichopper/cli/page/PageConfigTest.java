package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.page.PageConfig.Port;
import org.junit.jupiter.api.Test;

class PageConfigTest {

    @Test
    void onAnythingButLoopbackThereIsAToken() throws Exception {
        assertThat(config("0.0.0.0", Optional.empty()).token())
                .hasValueSatisfying(token -> assertThat(token).hasSize(48));
        assertThat(config("127.0.0.1", Optional.empty()).token()).isEmpty();
        assertThat(config("::1", Optional.empty()).token()).isEmpty();
    }

    @Test
    void aTokenThatIsEasyToGuessIsRefused() {
        assertThatThrownBy(() -> config("127.0.0.1", Optional.of("secret")))
                .hasMessageContaining("HOPPER_PAGE_TOKEN: expected 16", "found 6");
    }

    @Test
    void addressesStandInUrlsAsBrowsersWriteThem() throws Exception {
        assertThat(Gate.literal(InetAddress.getByName("::1"))).isEqualTo("[::1]");
        assertThat(Gate.literal(InetAddress.getByName("2001:db8::5"))).isEqualTo("[2001:db8::5]");
        assertThat(Gate.literal(InetAddress.getByName("10.0.0.7"))).isEqualTo("10.0.0.7");
    }

    @Test
    void anAddressThatIsNoneIsWrongUsage() {
        var err = new StringWriter();

        var exitCode =
                HopperCommand.commandLine()
                        .setErr(new PrintWriter(err))
                        .execute(
                                "page",
                                "--database-url",
                                "postgresql://localhost/none",
                                "--bind",
                                "not an address");

        assertThat(exitCode).isEqualTo(2);
        assertThat(err).asString().contains("--bind: expected an address", "'not an address'");
    }

    @Test
    void helpHasExamples() {
        var out = new StringWriter();

        HopperCommand.commandLine().setOut(new PrintWriter(out)).execute("page", "--help");

        assertThat(out).asString().contains("hopper page --allow-replay", "--page-port");
    }

    private static PageConfig config(String address, Optional<String> token) throws Exception {
        return new PageConfig(
                InetAddress.getByName(address),
                new Port.Exactly(0),
                List.of(),
                token,
                false,
                Duration.ofMinutes(5));
    }
}
