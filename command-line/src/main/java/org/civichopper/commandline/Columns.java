package org.civichopper.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Whether there is a terminal, and how wide a line on it may be.
public final class Columns {

    private static final int PLAIN = 80;
    private static final int USUAL_ROWS = 24;
    private static final int LEAST = 60;
    private static final int MOST = 200;

    private static final Pattern SIZE =
            Pattern.compile("(?<rows>\\d{1,4}) (?<columns>\\d{1,4})\\s*");

    private Columns() {}

    /// Whether standard output is one on which lines can be printed over.
    public static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal() && !isDumb();
    }

    /// Of the terminal; elsewhere as many as every terminal has.
    public static int ofTerminal() {
        return isTerminal() ? columns(answer("stty size 2>/dev/null")) : PLAIN;
    }

    /// How many lines the terminal shows; as many as most have where it does not say.
    public static int rowsOfTerminal() {
        var size = SIZE.matcher(answer("stty size 2>/dev/null"));
        var rows = size.matches() ? Integer.parseInt(size.group("rows")) : 0;
        return rows == 0 ? USUAL_ROWS : rows;
    }

    /// The same of standard error, where progress is shown: empty if it is no terminal. Java knows
    /// of standard output only, which may be a file while standard error is not, or the reverse.
    public static OptionalInt ofStandardError() {
        if (isDumb()) {
            return OptionalInt.empty();
        }
        var answer = answer("test -t 2 && { stty size <&2 2>/dev/null || echo unknown; }");
        return answer.isEmpty() ? OptionalInt.empty() : OptionalInt.of(columns(answer));
    }

    private static boolean isDumb() {
        return "dumb".equals(System.getenv("TERM"));
    }

    private static int columns(String answer) {
        var size = SIZE.matcher(answer);
        return size.matches()
                ? Math.clamp(Integer.parseInt(size.group("columns")), LEAST, MOST)
                : PLAIN;
    }

    // The one that knows is the terminal, and shells do not pass its answer on.
    private static String answer(String question) {
        try {
            var shell =
                    new ProcessBuilder("sh", "-c", question)
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (shell.waitFor(1, TimeUnit.SECONDS)) {
                return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // a system without a shell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
