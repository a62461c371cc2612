package org.civichopper.cli.page;

/// Columns of one colour as the outline that SVG draws them by: one element for a day of them.
final class Columns {

    private final StringBuilder outline = new StringBuilder();

    void add(double x, double y, double width, double height) {
        outline.append('M')
                .append(new Coordinate(x))
                .append(' ')
                .append(new Coordinate(y))
                .append('h')
                .append(new Coordinate(width))
                .append('v')
                .append(new Coordinate(height))
                .append('h')
                .append(new Coordinate(-width))
                .append('z');
    }

    @Override
    public String toString() {
        return outline.toString();
    }
}
