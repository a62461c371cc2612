package org.civichopper.cli.page;

import java.util.Locale;

/// A number as SVG wants it, whatever language the machine speaks.
record Coordinate(double value) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
