package org.civichopper.bulk.bicam;

import java.net.URI;
import java.nio.file.Path;

/// Where the zips are.
sealed interface Place {

    String BUCKET = "bicam-datasets";

    /// The publisher's own, which asks for a login of AWS.
    record Bucket() implements Place {

        @Override
        public String toString() {
            return "bucket " + BUCKET;
        }
    }

    /// A folder of the web that has them under the bucket's keys.
    record Site(URI folder) implements Place {

        @Override
        public String toString() {
            return folder.toString();
        }
    }

    /// A folder that has them under the bucket's keys, or just their names.
    record Folder(Path path) implements Place {

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
