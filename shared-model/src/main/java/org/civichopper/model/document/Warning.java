package org.civichopper.model.document;

/// Something about a document that is not as it should be and does not keep it out.
///
/// @param place the path inside the document
public record Warning(Quality quality, String place, String expected, String found) {

    /// For example `result: expected one of pass, fail, found "passed"`.
    @Override
    public String toString() {
        return place + ": expected " + expected + ", found " + found;
    }
}
