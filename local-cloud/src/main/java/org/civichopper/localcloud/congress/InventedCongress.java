package org.civichopper.localcloud.congress;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A data set `bills` as BICAM publishes it, with its manifest, all of it made up: bills, five
/// actions each, and a summary of some pages for each. The same arguments give the same bytes.
///
/// @param bills how many
/// @param edition another one has other texts
public record InventedCongress(int bills, int edition) {

    private static final int PIECE = 10_000; // rows that are written at once, as pandas does
    private static final String[] AREAS = {"Taxation", "Health", "Armed Forces", "Energy"};
    private static final String MANIFEST =
            """
            {"bills": {"key": "bills/bicam_bills.zip", "sha256": "sha256:%s", "size": %d,
              "files": ["bills.csv", "bills_actions.csv", "bills_summaries.csv"],
              "types": {
                "bills": {"congress": "integer", "number": "integer", "introduced_at": "date",
                          "is_law": "boolean", "cosponsors_count": "integer", "updated_at": "timestamptz"},
                "bills_actions": {"action_date": "date", "source_system_code": "integer"},
                "bills_summaries": {"action_date": "date", "version_code": "integer"}}}}
            """;

    /// Writes zip and manifest into a folder.
    ///
    /// @return the manifest
    public Path write(Path folder) throws IOException {
        var file = Files.createDirectories(folder.resolve("bills")).resolve("bicam_bills.zip");
        var digest = digest();
        try (var out =
                        new DigestOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file), 1 << 18),
                                digest);
                var zip = new ZipOutputStream(out)) {
            writeBills(begin(zip, "bills.csv"));
            writeActions(begin(zip, "bills_actions.csv"));
            writeSummaries(begin(zip, "bills_summaries.csv"));
        }
        var manifest = folder.resolve("manifest.json");
        Files.writeString(
                manifest,
                MANIFEST.formatted(HexFormat.of().formatHex(digest.digest()), Files.size(file)));
        return manifest;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static OutputStream begin(ZipOutputStream zip, String member) throws IOException {
        zip.putNextEntry(new ZipEntry(member));
        return zip;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String id(int bill) {
        return "hr%d-%d".formatted(bill, congress(bill));
    }

    private static int congress(int bill) {
        return 93 + bill % 26;
    }

    private static LocalDate day(int bill) {
        return LocalDate.of(1973, 1, 3).plusDays(bill % 18_000);
    }

    // In each second piece a number is missing, and all of the piece are written with a point.
    private static String number(int row, int number) {
        if (row / PIECE % 2 == 0) {
            return Integer.toString(number);
        }
        return row % PIECE == 7 ? "" : number + ".0";
    }

    private void writeBills(OutputStream out) throws IOException {
        line(
                out,
                "bill_id,congress,number,title,introduced_at,is_law,policy_area,cosponsors_count,updated_at");
        for (var bill = 0; bill < bills; bill++) {
            line(
                    out,
                    "%s,%s,%d,\"A bill, number %d, \"\"to amend\"\" the Internal Revenue Code of 1986\",%s,%s,%s,%s,%s 09:00:00+00:00"
                            .formatted(
                                    id(bill),
                                    number(bill, congress(bill)),
                                    bill,
                                    bill + edition,
                                    day(bill),
                                    bill % 40 == 0 ? "True" : "False",
                                    AREAS[bill % AREAS.length],
                                    number(bill, bill % 90),
                                    day(bill)));
        }
    }

    private void writeActions(OutputStream out) throws IOException {
        line(out, "action_id,bill_id,action_date,text,source_system_code");
        for (var action = 0; action < 5 * bills; action++) {
            var bill = action / 5;
            line(
                    out,
                    "%s-%d,%s,%s,\"Referred to the Committee on Ways and Means, and in addition to another\",%s"
                            .formatted(
                                    id(bill),
                                    action % 5,
                                    id(bill),
                                    day(bill).plusDays(action % 5),
                                    number(action, action % 9)));
        }
    }

    private void writeSummaries(OutputStream out) throws IOException {
        var random = new SplittableRandom(edition);
        var words = new String[20_000];
        Arrays.setAll(words, _ -> Integer.toString(random.nextInt(1 << 26), 26));
        line(out, "bill_id,action_date,version_code,text");
        for (var bill = 0; bill < bills; bill++) {
            var text = new StringBuilder("<p>");
            for (var left = 60 + random.nextInt(500); left > 0; left--) {
                text.append(words[(int) Math.pow(words.length, random.nextDouble()) - 1])
                        .append(left % 40 == 0 ? ".</p>\n<p>" : left % 11 == 0 ? ", " : " ");
            }
            line(out, "%s,%s,%s,\"%s</p>\"".formatted(id(bill), day(bill), number(bill, 7), text));
        }
    }
}
