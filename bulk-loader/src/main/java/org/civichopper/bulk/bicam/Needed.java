package org.civichopper.bulk.bicam;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        var needed = new LinkedHashMap<FileStore, Long>();
        try {
            if (toFetch > 0) {
                needed.merge(Files.getFileStore(existing(cache)), toFetch, Long::sum);
            }
            DatabaseDisk.of(connection).ifPresent(disk -> needed.merge(disk, unpacked, Long::sum));
            var lacking = new ArrayList<String>();
            for (var each : needed.entrySet()) {
                var free = each.getKey().getUsableSpace();
                if (free < each.getValue()) {
                    lacking.add(
                            "%,d MB on %s, found %,d MB free"
                                    .formatted(each.getValue() >> 20, each.getKey(), free >> 20));
                }
            }
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

    // Of what is not made yet, what it will be made in.
    private static Path existing(Path folder) {
        var path = folder.toAbsolutePath();
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
