package org.civichopper.uploader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Tells a document that was written to its end from one that is being written. Only an object
/// counts: nothing can follow its last brace, while a number or a list of lines might go on.
final class Wholeness {

    /// What is wrong with a file that is none, once nothing more is written to it.
    static final String MISSING = "expected a whole JSON object, found a part of one, or none";

    private static final JsonFactory JSON = new JsonFactory();

    private Wholeness() {}

    static boolean of(Parcel parcel) {
        try (var plain = new ByteArrayInputStream(parcel.content());
                var in = parcel.isPacked() ? new GZIPInputStream(plain) : plain;
                var json = JSON.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            // The end of a gzip carries its checksum, so it is read to its end.
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
