package org.civichopper.commandline;

import org.civichopper.model.jurisdiction.TypedJurisdiction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// What every `--jurisdiction` is read with: an id, however it was typed.
public final class JurisdictionId implements ITypeConverter<String> {

    @Override
    public String convert(String typed) {
        try {
            return TypedJurisdiction.id(typed);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
