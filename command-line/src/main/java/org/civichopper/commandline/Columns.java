package org.civichopper.commandline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// How wide a line may be.
public final class Columns {

    private static final int PLAIN = 80;
    private static final int LEAST = 60;
    private static final int MOST = 200;

    private Columns() {}

    /// Whether somebody looks at what is printed, and it may be printed over.
    public static boolean isTerminal() {
        return Progress.isTerminal();
    }

    /// Of the terminal; elsewhere as many as every terminal has.
    public static int ofTerminal() {
        return isTerminal() ? Math.clamp(asked(), LEAST, MOST) : PLAIN;
    }

    // The one that knows is the terminal, and shells do not pass its answer on.
    private static int asked() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (stty.waitFor(1, TimeUnit.SECONDS)) {
                var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (said.matches("\\d{1,4} \\d{1,4}\\s*")) {
                    return Integer.parseInt(said.strip().split(" ")[1]);
                }
            }
        } catch (IOException e) {
            // a system without stty
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return PLAIN;
    }
}
