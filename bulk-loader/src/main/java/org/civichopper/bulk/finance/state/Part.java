package org.civichopper.bulk.finance.state;

import java.util.regex.Pattern;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.Member;

/// Members of one kind in a source.
///
/// @param shown the name as a person writes it, as `contribs_##.csv`
/// @param name of a member of this kind
/// @param required whether a file without one is not whole
public record Part(String shown, Pattern name, boolean required, Use use, Layout layout) {

    /// What a member is read for, in the order of reading. One that is read for lookups and for
    /// reports is of `REPORTS`.
    public enum Use {
        LOOKUP,
        CONTRIBUTIONS,
        /// Read with `--include-special` only.
        SPECIAL_CONTRIBUTIONS,
        REPORTS,
        /// Read with `--include-special` only.
        SPECIAL_REPORTS;

        public boolean isSpecial() {
            return this == SPECIAL_CONTRIBUTIONS || this == SPECIAL_REPORTS;
        }
    }

    public boolean isSpecial() {
        return use.isSpecial();
    }

    public boolean names(Member member) {
        return name.matcher(member.name()).matches();
    }
}
