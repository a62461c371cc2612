package org.civichopper.bulk.openstates.zip;

import org.civichopper.bulk.LoaderCommand;

/// A load in a process of its own, whose heap is small.
final class SmallHeap {

    private SmallHeap() {}

    /// @param arguments database and zip
    public static void main(String[] arguments) {
        System.exit(
                LoaderCommand.commandLine()
                        .execute(
                                "load",
                                "openstates-zip",
                                arguments[1],
                                "--database-url",
                                arguments[0]));
    }
}
