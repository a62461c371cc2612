package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ProgramTest {

    private final StringWriter err = new StringWriter();

    @Test
    void whatAPersonCanMendIsOneLine() {
        assertThat(run("--fails-with", "CANNOT_RUN")).isEqualTo(1);
        assertThat(err).hasToString("hopper: expected a zip, found \\u001b[2J\n");
    }

    @Test
    void whatTheProgramForeseesIsOneLineToo() {
        assertThat(run("--fails-with", "foreseen")).isEqualTo(1);
        assertThat(err).hasToString("hopper: the disk is full\n");
    }

    @Test
    void whatWasNotForeseenComesWithItsTrace() {
        assertThat(run("--fails-with", "unforeseen")).isEqualTo(1);
        assertThat(err.toString())
                .contains("ArithmeticException: / by zero", "at org.civichopper.");
    }

    @Test
    void aFileThatCannotBeHadIsOneLineForPeople() {
        assertThat(run("--fails-with", "no_file")).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "hopper: expected a file or port that can be used, found /proc/x: no such file or folder: name another\n");
    }

    @Test
    void ofAMistakeItSaysWhatIsWrongAndWhereHelpIs() {
        assertThat(run("--fail-with", "none")).isEqualTo(2);
        assertThat(err.toString().lines())
                .contains("Unknown options: '--fail-with', 'none'", "Help: fail --help")
                .hasSizeLessThan(4);
    }

    @Test
    void thePasswordOfAnAddressInAWrongPlaceIsNotShown() {
        assertThat(run("postgresql://ann:s3cret@127.0.0.1/states")).isEqualTo(2);
        assertThat(err.toString()).contains("postgresql://ann:***@").doesNotContain("s3cret");
    }

    @Test
    void whatItSaysToTypeIsSpelledAsItWasStarted() {
        var spelling = new Spelling("./hopper", Set.of("status", "load"));
        assertThat(spelling.of("look: hopper status; hopper load 311; hopper is ./hopper status"))
                .isEqualTo("look: ./hopper status; ./hopper load 311; hopper is ./hopper status");
    }

    @Test
    void anAddressThatCannotBeReadIsWrongUsage() {
        assertThat(run("--database-url", "nine")).isEqualTo(2);
        assertThat(err.toString()).startsWith("For input string: \"nine\"");
    }

    @Test
    void withoutAnAddressItSaysHowToGiveOne() {
        assertThat(run("--database-url", " ")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("Expected the address of a database, found none: set DATABASE_URL");
    }

    private int run(String... arguments) {
        return Program.of(new CommandLine(new Failing()), Set.of(UncheckedIOException.class))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private enum Way {
        NONE,
        CANNOT_RUN,
        FORESEEN,
        UNFORESEEN,
        NO_FILE
    }

    @Command(name = "fail")
    private static final class Failing implements Runnable {

        @Option(names = "--fails-with")
        private Way way = Way.NONE;

        @Mixin private DatabaseOption database;

        @Override
        public void run() {
            switch (way) {
                case NONE -> database.url(Integer::parseInt);
                case CANNOT_RUN -> throw new CannotRunException("expected a zip, found \u001b[2J");
                case FORESEEN ->
                        throw new UncheckedIOException("the disk is full", new IOException());
                case NO_FILE -> throw new UncheckedIOException(new NoSuchFileException("/proc/x"));
                case UNFORESEEN -> throw new ArithmeticException("/ by zero");
            }
        }
    }
}
