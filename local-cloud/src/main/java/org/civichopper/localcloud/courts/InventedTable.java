package org.civichopper.localcloud.courts;

import java.util.List;
import java.util.SplittableRandom;

/// The tables of an invented dump, parents first; each row comes from its own number alone.
enum InventedTable {
    COURTS("search_court", "courts", "id, full_name, jurisdiction, parent_court_id") {
        @Override
        long rows(int clusters) {
            return COURT_NAMES.size();
        }

        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.text(court(number))
                    .text(COURT_NAMES.get((int) number - 1))
                    .text(number == 1 ? "F" : "FD");
            if (number == 1) {
                fields.none();
            } else {
                fields.text(court(1));
            }
        }
    },

    DOCKETS(
            "search_docket",
            "dockets",
            "id, date_created, date_modified, case_name, docket_number, blocked, court_id") {
        @Override
        long rows(int clusters) {
            return clusters;
        }

        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.number(number)
                    .time(random)
                    .time(random)
                    .text(InventedText.caseName(random))
                    .text("%d:%02d-cv-%05d".formatted(random.nextInt(1, 9), number % 100, number))
                    .text(random.nextInt(50) == 0 ? "t" : "f")
                    .text(court(random.nextInt(COURT_NAMES.size()) + 1));
        }
    },

    CLUSTERS(
            "search_opinioncluster",
            "opinion-clusters",
            "id, date_filed, case_name, judges, syllabus, docket_id") {
        @Override
        long rows(int clusters) {
            return clusters;
        }

        // The last one came while the dockets were written already: its docket is not there.
        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.number(number).day(random).text(InventedText.caseName(random));
            if (random.nextInt(4) == 0) {
                fields.none();
            } else {
                fields.text(random.nextBoolean() ? "" : "Placeholder, J.");
            }
            fields.text(InventedText.paragraphs(random, random.nextInt(1, 3)))
                    .number(number == clusters ? clusters + 1L : number);
        }
    },

    OPINIONS(
            "search_opinion",
            "opinions",
            "id, date_created, date_modified, type, sha1, plain_text, html, cluster_id") {
        @Override
        long rows(int clusters) {
            return clusters;
        }

        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.number(number)
                    .time(random)
                    .time(random)
                    .text("010combined")
                    .text("%016x%016x".formatted(random.nextLong(), random.nextLong()))
                    .text(InventedText.paragraphs(random, random.nextInt(4, 40)));
            if (random.nextBoolean()) {
                fields.none();
            } else {
                fields.text("<p class=\"opinion\">" + InventedText.caseName(random) + "</p>");
            }
            fields.number(number);
        }
    },

    CITED(
            "search_opinionscited",
            "citation-map",
            "id, depth, cited_opinion_id, citing_opinion_id") {
        @Override
        long rows(int clusters) {
            return 5L * clusters;
        }

        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.number(number)
                    .number(random.nextInt(1, 9))
                    .number(random.nextInt(clusters) + 1L)
                    .number(random.nextInt(clusters) + 1L);
        }
    },

    CITATIONS("search_citation", "citations", "id, volume, reporter, page, type, cluster_id") {
        @Override
        long rows(int clusters) {
            return 2L * clusters;
        }

        @Override
        void row(Fields fields, long number, int clusters, SplittableRandom random) {
            fields.number(number)
                    .number(random.nextInt(1, 600))
                    .text(random.nextBoolean() ? "F. Inv. 3d" : "Ex. \"R.\" 2d")
                    .number(random.nextInt(1, 1_500))
                    .number(random.nextInt(1, 9))
                    .number(random.nextInt(clusters) + 1L);
        }
    };

    private static final List<String> COURT_NAMES =
            List.of(
                    "Supreme Court of Nowhere",
                    "Court of Appeals for the Example Circuit",
                    "District Court, N.D. Placeholder",
                    "District Court, S.D. Placeholder",
                    "Bankruptcy Court, D. Invention");

    private final String table;
    private final String fileBase;
    private final String columns;

    InventedTable(String table, String fileBase, String columns) {
        this.table = table;
        this.fileBase = fileBase;
        this.columns = columns;
    }

    static InventedTable named(String table) {
        for (var each : values()) {
            if (each.table.equals(table)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no table of an invented dump: " + table);
    }

    String table() {
        return table;
    }

    String fileBase() {
        return fileBase;
    }

    String columns() {
        return columns;
    }

    abstract long rows(int clusters);

    /// @param number from 1 on
    abstract void row(Fields fields, long number, int clusters, SplittableRandom random);

    private static String court(long number) {
        return "nowhere" + number;
    }
}
