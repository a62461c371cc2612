package org.civichopper.cli.page;

/// A number as SVG wants it, with one digit after the point, whatever language the machine speaks.
record Coordinate(double value) {

    @Override
    public String toString() {
        var tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
