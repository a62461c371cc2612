package org.civichopper.bulk.read;

import java.util.List;

/// How the records of a member are written.
public sealed interface Layout {

    /// Those that are used, by ordinal.
    List<? extends Column> columns();

    /// What a rejected record is called by.
    Column key();

    /// Of a record, in bytes: what is longer takes in what is not its own.
    default int longest() {
        return 1 << 20;
    }

    /// RFC 4180: a header names the columns, in any order and among others, and every record has as
    /// many fields as it.
    record Csv(List<? extends Column> columns, Column key) implements Layout {}

    /// RFC 4180 again: every column is used, where and as the header names it, and texts are whole
    /// books. Lines end as the header does, so that a return may be the last letter of a text.
    ///
    /// @param longest of a record, in bytes
    record Headed(int longest) implements Layout {

        public Headed() {
            this(1 << 26);
        }

        private enum First implements Column {
            FIRST;

            @Override
            public String header() {
                return "";
            }
        }

        @Override
        public List<? extends Column> columns() {
            return List.of(First.FIRST);
        }

        @Override
        public Column key() {
            return First.FIRST;
        }
    }

    /// Fields between tabs, without quotes: columns by their position.
    ///
    /// @param heading how many lines come before the first record
    /// @param first how the header begins where some members have one and others none; else empty
    /// @param least how many fields a record has at least
    record Tabs(
            List<? extends Column> columns,
            Column key,
            int heading,
            String first,
            int least,
            int most)
            implements Layout {

        /// In words.
        public String width() {
            return most == Integer.MAX_VALUE
                    ? "at least %d fields".formatted(least)
                    : least == most
                            ? least + " fields"
                            : "%d%s%d fields"
                                    .formatted(least, most == least + 1 ? " or " : " to ", most);
        }
    }
}
