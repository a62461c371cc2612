package org.civichopper.database.jurisdiction;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The legislatures that Open States knows, from the file `jurisdictions.json` beside this class.
/// What a database says about them may have changed since; this is what it begins with.
public final class Jurisdictions {

    private Jurisdictions() {}

    /// In the order of the file: states, territories, the District of Columbia, countries.
    public static List<Jurisdiction> read() {
        var json =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        try (var file = Jurisdictions.class.getResourceAsStream("jurisdictions.json")) {
            return json.readValue(file, new TypeReference<List<Jurisdiction>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("jurisdictions.json", e);
        }
    }
}
