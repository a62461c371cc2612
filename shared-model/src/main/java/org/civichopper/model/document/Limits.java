package org.civichopper.model.document;

import com.fasterxml.jackson.core.StreamReadConstraints;

/// How much of a document is read before it is turned away; input is hostile.
///
/// @param bytes of the unpacked document
/// @param depth of objects and arrays in each other
/// @param tokens a document may have
/// @param textLength of one string, in characters
public record Limits(long bytes, int depth, long tokens, int textLength) {

    public static final Limits DEFAULT = new Limits(16 << 20, 64, 2_000_000, 4 << 20);

    /// The same for documents of at most so many bytes.
    public Limits ofBytes(long most) {
        return new Limits(most, depth, tokens, textLength);
    }

    StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxDocumentLength(bytes)
                .maxNestingDepth(depth)
                .maxTokenCount(tokens)
                .maxStringLength(textLength)
                .maxNumberLength(100)
                .maxNameLength(1_000)
                .build();
    }
}
