package org.civichopper.localcloud.openstates;

/// What a key is granted in a minute and a day of the clock, in UTC.
public record Limits(int perMinute, int perDay) {

    public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE);
}
