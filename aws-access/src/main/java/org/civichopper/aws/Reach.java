package org.civichopper.aws;

import java.time.Duration;

/// How far bucket and queue are from who asks them, and so how long it waits.
public enum Reach {

    /// In the cloud itself: what does not answer soon is better asked again.
    NEAR(Duration.ofSeconds(2), Duration.ofSeconds(20)),

    /// On some machine, over whatever line it has.
    FAR(Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final Duration connect;
    private final Duration answer;

    Reach(Duration connect, Duration answer) {
        this.connect = connect;
        this.answer = answer;
    }

    Duration connect() {
        return connect;
    }

    Duration answer() {
        return answer;
    }
}
