package org.civichopper.cli.status;

/// One thing that needs a person.
///
/// @param cause its section in docs/runbook.md, for example `dead-letters`
/// @param what is the matter
/// @param todo what to do about it
public record Concern(String cause, String what, String todo) {

    public String runbook() {
        return "docs/runbook.md#" + cause;
    }
}
