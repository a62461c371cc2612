package org.civichopper.commandline;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/// How the caller started this program, so that the commands which it tells can be typed as they
/// are: `./hopper status` in a clone.
///
/// @param started `./hopper`, or `java -jar hopper-uploader.jar`
/// @param commands the first words that may follow
record Spelling(String started, Set<String> commands) {

    /// That of this process; empty where the caller typed `hopper`.
    static Optional<String> ofThisProcess() {
        var launcher = System.getProperty("hopper.started");
        return Optional.ofNullable(launcher == null ? jar() : launcher)
                .filter(each -> !"hopper".equals(each));
    }

    private static String jar() {
        var main = System.getProperty("sun.java.command", "").split(" ")[0];
        return main.matches("(.*/)?hopper[^/]*\\.jar") ? "java -jar " + main : null;
    }

    /// What goes to a person is spelled so; standard output only where it is a terminal, for it may
    /// be data.
    void settle(CommandLine command) {
        command.setCommandName(started);
        command.setErr(writer(System.err));
        if (Columns.isTerminal()) {
            command.setOut(writer(System.out));
        }
    }

    private PrintWriter writer(PrintStream stream) {
        return new Spelled(stream, this);
    }

    String of(String text) {
        return pattern().matcher(text).replaceAll(Matcher.quoteReplacement(started + " "));
    }

    private Pattern pattern() {
        return Pattern.compile(
                "(?<![\\w./-])hopper (?=(?:%s)\\b)".formatted(String.join("|", commands)));
    }

    private static final class Spelled extends PrintWriter {

        private final Spelling spelling;

        Spelled(PrintStream stream, Spelling spelling) {
            super(stream, true);
            this.spelling = spelling;
        }

        @Override
        public void write(String text, int from, int length) {
            var spelled = spelling.of(text.substring(from, from + length));
            super.write(spelled, 0, spelled.length());
        }
    }
}
