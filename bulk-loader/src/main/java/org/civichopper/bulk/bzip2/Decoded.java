package org.civichopper.bulk.bzip2;

/// What a magic can begin, once it is read to its end.
sealed interface Decoded permits Block, StreamEnd {

    /// The bit of the file behind it.
    long end();
}
