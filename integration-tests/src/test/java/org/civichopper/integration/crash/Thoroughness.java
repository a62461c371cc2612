package org.civichopper.integration.crash;

/// How much of an attack is run: `-Dhopper.attack=long` for all of it.
final class Thoroughness {

    static final boolean LONG = "long".equals(System.getProperty("hopper.attack"));

    private Thoroughness() {}

    static int of(int everyDay, int whenLong) {
        return LONG ? whenLong : everyDay;
    }
}
