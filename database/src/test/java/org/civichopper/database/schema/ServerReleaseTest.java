package org.civichopper.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerReleaseTest {

    @Test
    void aServerBefore14IsTooOld() {
        assertThat(ServerRelease.tooOld(13, "13.23"))
                .contains(new Difference("server", "Postgres 14 or newer", "13.23"));
        assertThat(ServerRelease.tooOld(14, "14.0")).isEmpty();
        assertThat(ServerRelease.tooOld(18, "18.6")).isEmpty();
    }
}
