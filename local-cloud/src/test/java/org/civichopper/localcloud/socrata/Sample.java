package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Five rows with what is hard to read in a CSV file.
final class Sample {

    // The ids are in the order of the file, which is not that of their letters.
    static final String FILE =
            """
            :id,:updated_at,srnumber,status,nc,address
            row-zzzz,2020-03-01T00:00:00.002Z,1-1,Open,9,"1 QUINCE ST, 90001"
            row-mmmm,2020-03-01T00:00:00.001Z,1-2,Closed,10,"UNIT ""B"",
            \\.
            2 OLD FERRY RD"
            row-aaaa,2020-03-01T00:00:00.001Z,1-3,,,""
            row-yyyy,2020-03-01T00:00:00.003Z,1-4,O'Open,100,x
            row-bbbb,2020-03-01T00:00:00.001Z,1-5,Closed,11,é
            """;

    private Sample() {}

    static DataSet set(Path folder, String file, String content) throws IOException {
        return DataSet.of(
                "abcd-1234", "Requests", Files.writeString(folder.resolve(file), content));
    }
}
