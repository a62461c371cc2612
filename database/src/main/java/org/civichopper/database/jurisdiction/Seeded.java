package org.civichopper.database.jurisdiction;

/// How many rows were not there and were made.
public record Seeded(int jurisdictions, int divisions, int organizations, int posts) {

    public boolean nothing() {
        return jurisdictions + divisions + organizations + posts == 0;
    }

    @Override
    public String toString() {
        return "%d jurisdictions, %d divisions, %d organizations, %d posts"
                .formatted(jurisdictions, divisions, organizations, posts);
    }
}
