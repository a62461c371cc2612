package org.civichopper.bulk.openstates.zip;

import java.net.URI;
import java.nio.file.Path;

/// Where a zip is.
sealed interface Place {

    /// A file that is here.
    record Here(Path file) implements Place {

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// One to be fetched.
    record Web(URI address) implements Place {

        @Override
        public String toString() {
            return address.toString();
        }
    }
}
