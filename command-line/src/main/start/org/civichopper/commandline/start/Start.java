package org.civichopper.commandline.start;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.Manifest;

/**
 * What a jar starts with, in the words of an old Java, so that one that is too old says so in a
 * line instead of naming a version of class files.
 */
public final class Start {

    private static final int NEEDED = 25;

    private Start() {}

    /** Starts what the manifest names as {@code Hopper-Main}. */
    public static void main(String[] arguments) throws Exception {
        var found = Runtime.version().feature();
        if (found < NEEDED) {
            System.err.printf(
                    "hopper: expected Java %d or newer, found %d in %s: start it with another, as /usr/lib/jvm/…/bin/java -jar%n",
                    NEEDED, found, System.getProperty("java.home"));
            System.exit(1);
        }
        try {
            Class.forName(named()).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static String named() throws IOException {
        try (var file = Start.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return new Manifest(file).getMainAttributes().getValue("Hopper-Main");
        }
    }
}
