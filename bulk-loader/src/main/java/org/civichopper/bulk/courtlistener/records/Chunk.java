package org.civichopper.bulk.courtlistener.records;

/// Whole records, one after another.
///
/// @param bytes used again by the next chunk
/// @param length how many of them count, from the first on
/// @param offset of the first of them in what the part's own blocks decode to
@SuppressWarnings("ArrayRecordComponent")
public record Chunk(byte[] bytes, int length, long offset) {}
