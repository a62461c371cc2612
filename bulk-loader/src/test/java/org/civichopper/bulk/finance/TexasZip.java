package org.civichopper.bulk.finance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A Texas zip with one candidate, `00020008`, and what a test puts in it.
final class TexasZip {

    private static final List<String> GIFT =
            List.of(
                    ("reportInfoIdent infoOnlyFlag schedFormTypeCd filerIdent filerTypeCd filerName"
                                    + " contributionInfoId contributionDt contributionAmount"
                                    + " contributionDescr contributorPersentTypeCd"
                                    + " contributorNameOrganization contributorNameLast"
                                    + " contributorNameFirst contributorStreetCity"
                                    + " contributorStreetStateCd contributorStreetPostalCode"
                                    + " contributorEmployer contributorOccupation"
                                    + " contributorJobTitle")
                            .split(" "));
    private static final List<String> COVER =
            List.of(
                    ("reportInfoIdent receivedDt infoOnlyFlag filerIdent filerTypeCd filerName"
                                    + " reportTypeCd1 reportTypeCd2 dueDt filedDt periodStartDt"
                                    + " periodEndDt totalContribAmount totalExpendAmount"
                                    + " contribsMaintainedAmount")
                            .split(" "));

    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final List<String> gifts = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    TexasZip() {
        member(
                "filers.csv",
                "filerIdent,filerTypeCd,filerName,contestSeekOfficeCd,contestSeekOfficeDistrict\r\n"
                        + "00020008,COH,\"Stanmere, Abe\",STATEREP,6\r\n");
        member("spacs.csv", "spacFilerIdent,spacPositionCd,candidateFilerIdent\r\n");
        report("900", Map.of());
    }

    /// Gifts and reports that nothing is wrong with.
    static TexasZip of(int gifts) {
        var zip = new TexasZip();
        for (var number = 0; number < gifts; number++) {
            zip.gift(Integer.toString(5_000_000 + number), Map.of());
        }
        return zip;
    }

    /// Replaces one of this name.
    TexasZip member(String name, String text) {
        return member(name, text.getBytes(StandardCharsets.UTF_8));
    }

    TexasZip member(String name, byte[] bytes) {
        members.put(name, bytes);
        return this;
    }

    TexasZip without(String name) {
        members.remove(name);
        return this;
    }

    /// @param other values than those of a gift of 500.00
    TexasZip gift(String id, Map<String, String> other) {
        gifts.add(
                line(
                        GIFT,
                        with(
                                Map.of(
                                        "reportInfoIdent", "900",
                                        "schedFormTypeCd", "A1",
                                        "filerIdent", "00020008",
                                        "filerTypeCd", "COH",
                                        "contributionInfoId", id,
                                        "contributionDt", "20200505",
                                        "contributionAmount", "500.00",
                                        "contributorPersentTypeCd", "INDIVIDUAL",
                                        "contributorNameLast", "Giver"),
                                other)));
        return this;
    }

    /// A line of contribs_01.csv as it is.
    TexasZip line(String line) {
        gifts.add(line);
        return this;
    }

    TexasZip report(String id, Map<String, String> other) {
        reports.add(
                line(
                        COVER,
                        with(
                                Map.of(
                                        "reportInfoIdent", id,
                                        "receivedDt", "20200601",
                                        "filerIdent", "00020008",
                                        "filerTypeCd", "COH"),
                                other)));
        return this;
    }

    private static Map<String, String> with(Map<String, String> usual, Map<String, String> other) {
        var all = new LinkedHashMap<>(usual);
        all.putAll(other);
        return all;
    }

    private static String line(List<String> columns, Map<String, String> values) {
        return columns.stream()
                .map(column -> values.getOrDefault(column, ""))
                .map(value -> value.contains(",") ? '"' + value + '"' : value)
                .collect(Collectors.joining(","));
    }

    void write(Path file) {
        var all = new LinkedHashMap<>(members);
        all.putIfAbsent("contribs_01.csv", lines(GIFT, gifts));
        all.putIfAbsent("cover.csv", lines(COVER, reports));
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var member : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] lines(List<String> columns, List<String> lines) {
        return Stream.concat(Stream.of(String.join(",", columns)), lines.stream())
                .collect(Collectors.joining("\r\n", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
