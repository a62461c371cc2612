package org.civichopper.bulk.finance.state;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Files of one kind in a state's folder.
///
/// @param group of the sources of one group at least one file has to be there
/// @param shown the name as a person writes it, as `*_mi_cfr.7z`
/// @param name of a file of this kind
/// @param origin where an operator gets it
public record Source(String group, String shown, Pattern name, String origin, List<Part> parts) {

    /// A source that is one file of a fixed name.
    public static Source file(String name, String origin, List<Part> parts) {
        return new Source(name, name, Pattern.compile(Pattern.quote(name)), origin, parts);
    }

    public boolean names(Path file) {
        return name.matcher(file.getFileName().toString()).matches();
    }
}
