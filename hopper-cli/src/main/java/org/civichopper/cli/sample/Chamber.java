package org.civichopper.cli.sample;

/// A chamber that votes: `lower` or `upper`, or `legislature` where there is only one.
record Chamber(String classification, String name, int seats) {

    /// For example `H`, as in `HB 12`.
    String letter() {
        return switch (classification) {
            case "lower" -> "H";
            case "upper" -> "S";
            default -> "L";
        };
    }

    /// What a scraper writes where this chamber is meant.
    String reference() {
        return PseudoId.of("classification", classification);
    }
}
