package org.civichopper.bulk.bicam;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.civichopper.bulk.finish.DatabaseDisk;
import org.civichopper.bulk.run.LoadStopped;

/// The space that zips and tables need, each where it lies: looked at before anything is fetched.
///
/// @param toFetch bytes of zips that are not here yet
/// @param unpacked bytes of their files, which is about what the tables take
record Needed(long toFetch, long unpacked) {

    /// @param cache where zips are kept
    /// @throws LoadStopped.Failed where it is known that there is too little
    void require(Path cache, Connection connection) throws SQLException {
        try {
            var lacking = lacking(cache, connection);
            if (!lacking.isEmpty()) {
                throw new LoadStopped.Failed(
                        "space: expected %s, for %,d MB of zips and %,d MB of tables; nothing was loaded: make room, load fewer with --datasets, keep zips elsewhere with --cache, or --force"
                                .formatted(
                                        String.join("; ", lacking), toFetch >> 20, unpacked >> 20));
            }
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: its free space is not told: %s; --force goes on".formatted(cache, e), e);
        }
    }

    private List<String> lacking(Path cache, Connection connection)
            throws SQLException, IOException {
        var needed = new LinkedHashMap<FileStore, Long>();
        if (toFetch > 0) {
            needed.merge(Files.getFileStore(existing(cache)), toFetch, Long::sum);
        }
        var lacking = new ArrayList<String>();
        var disk = DatabaseDisk.of(connection);
        if (disk.isPresent()) {
            needed.merge(disk.get(), unpacked, Long::sum);
        } else {
            DatabaseDisk.atMost(connection)
                    .ifPresent(free -> require("the database's disk", unpacked, free, lacking));
        }
        for (var each : needed.entrySet()) {
            var free = each.getKey().getUsableSpace();
            require(each.getKey().toString(), each.getValue(), free, lacking);
        }
        return lacking;
    }

    private static void require(String disk, long needed, long free, List<String> lacking) {
        if (free < needed) {
            lacking.add(
                    "%,d MB on %s, found %,d MB free".formatted(needed >> 20, disk, free >> 20));
        }
    }

    // Of what is not made yet, what it will be made in.
    private static Path existing(Path folder) {
        var path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
