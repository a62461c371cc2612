package org.civichopper.localcloud.finance;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.localcloud.LocalCloudException;

/// The zip of a Texas Ethics Commission that never was: filers, committees, covers, and gifts in as
/// many members as there are; the same bytes for the same numbers. One gift in ten is superseded,
/// one in forty leads to nobody, the others count.
///
/// @param gifts how many, in all members
/// @param members how many files of gifts
public record InventedTexas(int gifts, int members, long seed) {

    private static final int CANDIDATES = 900;
    private static final int COMMITTEES = 300;
    private static final int GIFTS_OF_A_REPORT = 40;

    private static final String GIFT_COLUMNS =
            "recordType,formTypeCd,schedFormTypeCd,reportInfoIdent,receivedDt,infoOnlyFlag,filerIdent,filerTypeCd,filerName,contributionInfoId,contributionDt,contributionAmount,contributionDescr,itemizeFlag,travelFlag,contributorPersentTypeCd,contributorNameOrganization,contributorNameLast,contributorNameSuffixCd,contributorNameFirst,contributorNamePrefixCd,contributorNameShort,contributorStreetCity,contributorStreetStateCd,contributorStreetCountyCd,contributorStreetCountryCd,contributorStreetPostalCode,contributorStreetRegion,contributorEmployer,contributorOccupation,contributorJobTitle,contributorPacFein,contributorOosPacFlag,contributorLawFirmName,contributorSpouseLawFirmName,contributorParent1LawFirmName,contributorParent2LawFirmName";
    private static final String COVER_COLUMNS =
            "recordType,formTypeCd,reportInfoIdent,receivedDt,infoOnlyFlag,filerIdent,filerTypeCd,filerName,reportTypeCd1,reportTypeCd2,dueDt,filedDt,periodStartDt,periodEndDt,totalContribAmount,totalExpendAmount,contribsMaintainedAmount";

    private static final String[] FIRST = {
        "Ada", "Bea", "Cal", "Dot", "Eli", "Fay", "Gus", "Hal", "Ida", "Jed", "Kit", "Lou", "Mae"
    };
    private static final String[] LAST = {
        "Ashgrove", "Birchley", "Caldmoor", "Elmsgate", "Farrowby", "Glenhurst", "Hartsell",
        "Ivorson", "Jessamy", "Kettlewell", "Larkfield", "Mossop", "Nettleby", "Oakhanger"
    };
    private static final String[] CITIES = {
        "Austin", "Dallas", "Houston", "El Paso", "Waco", "San Ángelo", "Lubbock", "Amarillo"
    };
    private static final String[] OCCUPATIONS = {
        "Attorney", "Rancher", "Retired", "Physician", "Engineer", "Teacher", "Realtor", ""
    };
    private static final String[] EMPLOYERS = {
        "Self", "\"Acme, Ltd.\"", "Lone Star Widgets", "State of Texas", "Not employed", ""
    };

    /// @param zip a file that is there is replaced
    public void write(Path zip) {
        try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            out.setLevel(Deflater.BEST_SPEED);
            var text =
                    new BufferedWriter(
                            new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
            begin(out, "filers.csv");
            writeFilers(text);
            begin(out, "spacs.csv");
            writeCommittees(text);
            begin(out, "cover.csv");
            writeCovers(text);
            for (var member = 0; member < members; member++) {
                begin(out, String.format(Locale.ROOT, "contribs_%02d.csv", member + 1));
                writeGifts(text, member);
            }
            begin(out, "returns.csv");
            line(text, GIFT_COLUMNS);
            text.flush();
        } catch (IOException e) {
            throw new LocalCloudException("cannot write " + zip + ": " + e, e);
        }
    }

    private static void begin(ZipOutputStream out, String name) throws IOException {
        out.putNextEntry(new ZipEntry(name));
    }

    private static void line(Writer text, String line) throws IOException {
        text.write(line);
        text.write("\r\n");
    }

    private static String candidate(int number) {
        return String.format(Locale.ROOT, "%08d", 20_000 + number);
    }

    private static String committee(int number) {
        return String.format(Locale.ROOT, "%08d", 60_000 + number);
    }

    private static String name(int number) {
        return "\"%s, %s (The Honorable)\""
                .formatted(LAST[number % LAST.length], FIRST[number / LAST.length % FIRST.length]);
    }

    private static void writeFilers(Writer text) throws IOException {
        line(
                text,
                "recordType,filerIdent,filerTypeCd,filerName,contestSeekOfficeCd,contestSeekOfficeDistrict");
        for (var number = 0; number < CANDIDATES; number++) {
            var lower = number % 5 != 0;
            line(
                    text,
                    "FILER,%s,COH,%s,%s,%d"
                            .formatted(
                                    candidate(number),
                                    name(number),
                                    lower ? "STATEREP" : "STATESEN",
                                    1 + number % (lower ? 150 : 31)));
        }
        text.flush();
    }

    private static void writeCommittees(Writer text) throws IOException {
        line(text, "recordType,spacFilerIdent,spacPositionCd,candidateFilerIdent");
        for (var number = 0; number < COMMITTEES; number++) {
            line(text, "SPAC,%s,SUPPORT,%s".formatted(committee(number), candidate(3 * number)));
        }
        text.flush();
    }

    private void writeCovers(Writer text) throws IOException {
        var random = new SplittableRandom(seed);
        line(text, COVER_COLUMNS);
        for (var number = 0; number <= gifts / GIFTS_OF_A_REPORT; number++) {
            var filer = random.nextInt(CANDIDATES);
            line(
                    text,
                    "CVR1,COH,%d,%s,N,%s,COH,%s,SEMIJAN,,%s,%s,20200101,20200630,%d.%02d,%d.00,%d.50"
                            .formatted(
                                    report(number),
                                    date(random),
                                    candidate(filer),
                                    name(filer),
                                    date(random),
                                    date(random),
                                    random.nextInt(90_000),
                                    random.nextInt(100),
                                    random.nextInt(90_000),
                                    random.nextInt(90_000)));
        }
        text.flush();
    }

    private static int report(int number) {
        return 100_000_000 + number;
    }

    private static String date(SplittableRandom random) {
        return Integer.toString(
                (2019 + random.nextInt(7)) * 10_000
                        + (1 + random.nextInt(12)) * 100
                        + 1
                        + random.nextInt(28));
    }

    private void writeGifts(Writer text, int member) throws IOException {
        var random = new SplittableRandom(seed + 1 + member);
        line(text, GIFT_COLUMNS);
        var first = (int) ((long) gifts * member / members);
        var end = (int) ((long) gifts * (member + 1) / members);
        for (var number = first; number < end; number++) {
            writeGift(text, number, random);
        }
        text.flush();
    }

    private static void writeGift(Writer text, int number, SplittableRandom random)
            throws IOException {
        var isCommittee = random.nextInt(4) == 0;
        var leadsNowhere = random.nextInt(40) == 0;
        var filer = random.nextInt(isCommittee ? COMMITTEES : CANDIDATES);
        var person = random.nextInt(5) != 0;
        line(
                text,
                String.join(
                        ",",
                        "RCPT",
                        isCommittee ? "SPAC" : "COH",
                        "A1",
                        Integer.toString(report(number / GIFTS_OF_A_REPORT)),
                        date(random),
                        random.nextInt(10) == 0 ? "Y" : "N",
                        leadsNowhere
                                ? "00099999"
                                : isCommittee ? committee(filer) : candidate(filer),
                        isCommittee ? "SPAC" : "COH",
                        isCommittee ? "Texans for District " + filer : name(filer),
                        Integer.toString(5_000_000 + number),
                        date(random),
                        (5 + random.nextInt(995)) + ".00",
                        random.nextInt(6) == 0 ? "\"Fish fry, \"\"annual\"\"\"" : "",
                        "Y",
                        "",
                        person ? "INDIVIDUAL" : "ENTITY",
                        person
                                ? ""
                                : "\"Friends of Good Roads " + random.nextInt(5_000) + ", PAC\"",
                        person ? pick(LAST, random) : "",
                        "",
                        person ? pick(FIRST, random) : "",
                        "",
                        "",
                        pick(CITIES, random),
                        "TX",
                        "",
                        "USA",
                        Integer.toString(75_000 + random.nextInt(4_999)),
                        "",
                        person ? pick(EMPLOYERS, random) : "",
                        person ? pick(OCCUPATIONS, random) : "",
                        "",
                        "",
                        "N",
                        "",
                        "",
                        "",
                        ""));
    }

    private static String pick(String[] some, SplittableRandom random) {
        return some[random.nextInt(some.length)];
    }
}
