package org.civichopper.localcloud.socrata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.civichopper.localcloud.LocalCloudException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSocrataTest {

    private static final String ROWS = "/resource/abcd-1234.csv";
    private static final String JSON = "/resource/abcd-1234.json";
    private static final String ALL = ":id,:updated_at,srnumber,status,nc,address";

    // The ids are in the order of the file, which is not that of their letters.
    private static final String FILE =
            """
            :id,:updated_at,srnumber,status,nc,address
            row-zzzz,2020-03-01T00:00:00.002Z,1-1,Open,9,"1 QUINCE ST, 90001"
            row-mmmm,2020-03-01T00:00:00.001Z,1-2,Closed,10,"UNIT ""B"",
            \\.
            2 OLD FERRY RD"
            row-aaaa,2020-03-01T00:00:00.001Z,1-3,,,""
            row-yyyy,2020-03-01T00:00:00.003Z,1-4,O'Open,100,x
            row-bbbb,2020-03-01T00:00:00.001Z,1-5,Closed,11,é
            """;

    @TempDir private Path folder;
    private LocalSocrata socrata;
    private Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        visit(Manners.usual());
    }

    @AfterEach
    void stop() {
        socrata.close();
    }

    private void visit(Manners manners) throws Exception {
        if (socrata != null) {
            socrata.close();
        }
        socrata = LocalSocrata.start(manners, List.of(set("first.csv", FILE)));
        visitor = new Visitor(socrata);
    }

    private DataSet set(String file, String content) throws Exception {
        return DataSet.of(
                "abcd-1234", "Requests", Files.writeString(folder.resolve(file), content));
    }

    @Test
    void allColumnsInTheFilesOrderComeWordForWord() throws Exception {
        assertThat(visitor.get(ROWS, "$select", ALL, "$order", ":id").body()).isEqualTo(FILE);
    }

    @Test
    void quotesAndLineEndsStayWhatTheyAreInTheFile() throws Exception {
        var file =
                "\":id\",\":updated_at\",\"srnumber\"\r\n"
                        + "\"row-b\",\"2020-03-01T00:00:00.002Z\",\"1\r\n,\"\"2\"\"\"\r\n"
                        + "\"row-a\",\"2020-03-01T00:00:00.003Z\",\"\"\r\n";
        socrata.put(set("second.csv", file));
        var all = visitor.get(ROWS, "$select", ":id,:updated_at,srnumber", "$order", ":id");
        var last = visitor.get(JSON, "$select", ":id", "$where", ":id > 'row-b'", "$order", ":id");
        assertThat(all.body()).isEqualTo(file);
        assertThat(last.body()).isEqualTo("[{\":id\":\"row-a\"}]\n");
    }

    @Test
    void aFileWithoutALastLineEndGetsOne() throws Exception {
        socrata.put(set("second.csv", FILE.stripTrailing()));
        assertThat(visitor.get(ROWS, "$select", ALL, "$order", ":id").body()).isEqualTo(FILE);
    }

    @Test
    void aPageGoesOnBehindTheLastIdInTheOrderOfTheSource() throws Exception {
        var pages = new ArrayList<String>();
        var where = "srnumber IS NOT NULL";
        for (var page = List.of(""); !page.isEmpty(); ) {
            page =
                    visitor.lines(
                            ROWS, "$select", ":id", "$where", where, "$order", ":id", "$limit",
                            "2");
            pages.addAll(page);
            where = page.isEmpty() ? where : ":id > '%s'".formatted(page.getLast());
        }
        assertThat(pages)
                .containsExactly("row-zzzz", "row-mmmm", "row-aaaa", "row-yyyy", "row-bbbb");
    }

    @Test
    void pagesByUpdateGoOnAmongEqualTimes() throws Exception {
        var where =
                "(:updated_at > '2020-03-01T00:00:00.001Z' OR (:updated_at = '2020-03-01T00:00:00.001Z' AND :id > 'row-mmmm'))";
        assertThat(
                        visitor.lines(
                                ROWS,
                                "$select",
                                ":id",
                                "$where",
                                where,
                                "$order",
                                ":updated_at,:id"))
                .containsExactly("row-aaaa", "row-bbbb", "row-zzzz", "row-yyyy");
    }

    @Test
    void whoGoesOnBehindARowThatWentGoesOnWhereItWas() throws Exception {
        socrata.put(set("second.csv", FILE.replaceFirst("(?m)^row-aaaa.*\n", "")));
        assertThat(
                        visitor.lines(
                                ROWS,
                                "$select",
                                ":id",
                                "$where",
                                ":id > 'row-aaaa'",
                                "$order",
                                ":id"))
                .containsExactly("row-yyyy", "row-bbbb");
    }

    @Test
    void anIdThatWasNeverGivenOutIsRefused() throws Exception {
        var answer = visitor.get(ROWS, "$where", ":id > 'row-0000'", "$order", ":id");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("row-0000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":id DESC | 1-5 1-4 1-3 1-2 1-1",
                ":updated_at, :id ASC | 1-2 1-3 1-5 1-1 1-4",
                ":updated_at DESC, :id DESC | 1-4 1-1 1-5 1-3 1-2",
                ":updated_at desc, :id | 1-4 1-1 1-2 1-3 1-5",
                ":updated_at, :id desc | 1-5 1-3 1-2 1-1 1-4"
            })
    void rowsComeInTheOrderThatIsAsked(String order, String expected) throws Exception {
        assertThat(visitor.lines(ROWS, "$select", "srnumber", "$order", order))
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", ":updated_at"})
    void whereNoOrderIsAskedItIsAnotherEachTime(String order) throws Exception {
        var first = visitor.lines(ROWS, "$select", "srnumber", "$order", order);
        var second = visitor.lines(ROWS, "$select", "srnumber", "$order", order);
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status = 'Closed' | 1-2 1-5",
                "status != 'Closed' | 1-1 1-4",
                "status = 'O''Open' | 1-4",
                "status IS NULL | 1-3",
                "address is null or nc >= 11 | 1-3 1-4 1-5",
                "nc < 10 AND NOT status = 'Closed' | 1-1",
                "nc > 9 and (srnumber = '1-2' or srnumber = '1-4') | 1-2 1-4",
                "`nc` <= '10' | 1-1 1-2",
                "srnumber > '1-4' | 1-5",
                ":updated_at >= '2020-03-01T00:00:00.002Z' | 1-1 1-4",
                ":updated_at < '2020-03-01T00:00:00.002' | 1-2 1-3 1-5",
                ":updated_at > '2020-02-29' and :id < 'row-aaaa' | 1-1 1-2",
                ":id <= 'row-mmmm' or :id = 'row-bbbb' | 1-1 1-2 1-5"
            })
    void conditionsHoldAsInSoql(String where, String expected) throws Exception {
        assertThat(visitor.lines(ROWS, "$select", "srnumber", "$where", where, "$order", ":id"))
                .containsExactly(expected.split(" "));
    }

    @Test
    void columnsComeAsAskedAndJsonLeavesOutWhatIsNull() throws Exception {
        assertThat(visitor.get(ROWS, "$select", "address,srnumber", "$order", ":id").body())
                .startsWith(
                        "address,srnumber\n\"1 QUINCE ST, 90001\",1-1\n\"UNIT \"\"B\"\",\n\\.\n")
                .endsWith("\"\",1-3\nx,1-4\né,1-5\n");
        assertThat(visitor.get(JSON, "$order", ":id", "$offset", "1", "$limit", "2").body())
                .isEqualTo(
                        """
                        [{"srnumber":"1-2","status":"Closed","nc":"10","address":"UNIT \\"B\\",\\n\\\\.\\n2 OLD FERRY RD"}
                        ,{"srnumber":"1-3"}]
                        """);
        assertThat(
                        visitor.get(JSON, "$select", ":*,nc as n", "$order", ":id", "$limit", "1")
                                .body())
                .isEqualTo(
                        """
                        [{":id":"row-zzzz",":created_at":"2020-03-01T00:00:00.002Z",":updated_at":"2020-03-01T00:00:00.002Z","n":"9"}]
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "count(*) | '' | {\"count\":\"5\"}",
                "count(*) as n, max(:updated_at) AS m | '' | {\"n\":\"5\",\"m\":\"2020-03-01T00:00:00.003Z\"}",
                "min(:updated_at) | :id > 'row-yyyy' | {\"min_updated_at\":\"2020-03-01T00:00:00.001Z\"}",
                "count(*) as n,max(:updated_at) as m | srnumber = '2' | {\"n\":\"0\"}"
            })
    void totalsAreOfWhatTheConditionLeaves(String select, String where, String expected)
            throws Exception {
        var condition = where.equals("''") ? "" : where;
        assertThat(visitor.get(JSON, "$select", select, "$where", condition).body())
                .isEqualTo("[" + expected + "]\n");
    }

    @Test
    void tooLargeALimitGivesFewerRowsAndNoWord() throws Exception {
        visit(Manners.usual().withLargestPage(2));
        var answer = visitor.get(ROWS, "$select", "srnumber", "$order", ":id", "$limit", "50000");
        assertThat(answer.body()).isEqualTo("srnumber\n1-1\n1-2\n");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void whoSaysNoLimitGetsAThousandRows() throws Exception {
        var many = new StringBuilder(":id,:updated_at,srnumber\n");
        for (int i = 0; i < 1500; i++) {
            many.append("row-%d,2020-03-01T00:00:00.002Z,%d\n".formatted(i, i));
        }
        socrata.put(set("many.csv", many.toString()));
        assertThat(visitor.lines(ROWS)).hasSize(1000);
        assertThat(visitor.lines(ROWS, "$limit", "2000")).hasSize(1500).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/resource/abcd-1234.csv | $select | owner | 400 | query.soql.no-such-column; No such column: owner; ",
                "/resource/abcd-1234.csv | $where | owner = 'x' | 400 | No such column: owner; ",
                "/resource/abcd-1234.csv | $where | status = | 400 | expected a text in single quotes",
                "/resource/abcd-1234.csv | $where | (status = 'x' | 400 | expected ), found the end",
                "/resource/abcd-1234.csv | $order | status | 400 | an order by :id",
                "/resource/abcd-1234.csv | $limit | x | 400 | $limit to be a number",
                "/resource/abcd-1234.csv | $page | 1 | 400 | Unrecognized arguments [$page]",
                "/resource/abcd-9999.csv | $limit | 1 | 404 | Not found",
                "/nowhere | $limit | 1 | 404 | Not found"
            })
    void whatCannotBeAnsweredIsRefusedInItsWords(
            String path, String parameter, String value, int status, String reason)
            throws Exception {
        var answer = visitor.get(path, parameter, value);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"code\":\"").contains("\"error\":true", reason);
    }

    @Test
    void metadataListsTheColumnsAndWhenRowsChanged() throws Exception {
        assertThat(visitor.get("/api/views/abcd-1234.json").body())
                .contains(
                        "\"name\":\"Requests\"",
                        "\"rowsUpdatedAt\":1583020800,",
                        "\"dataTypeName\":\"text\",\"fieldName\":\"srnumber\"",
                        "\"dataTypeName\":\"number\",\"fieldName\":\"nc\"")
                .doesNotContain(":id");
    }

    @Test
    void headersTellWhatTheRowsAre() throws Exception {
        var headers = visitor.get(ROWS, "$select", ":id,nc").headers();
        assertThat(headers.firstValue("X-SODA2-Fields")).hasValue("[\":id\",\"nc\"]");
        assertThat(headers.firstValue("X-SODA2-Types")).hasValue("[\"row_identifier\",\"number\"]");
        assertThat(headers.firstValue("Last-Modified")).hasValue("Sun, 01 Mar 2020 00:00:00 GMT");
        assertThat(headers.firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(headers.firstValue("X-Socrata-RequestId")).isPresent();
    }

    @Test
    void anAnswerIsPackedOnlyWhenAsked() throws Exception {
        var packed = visitor.getWith("Accept-Encoding", "gzip", ROWS);
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        try (var body = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(8)
                    .startsWith("srnumber,status,nc,address");
        }
        assertThat(visitor.get(ROWS).headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void everythingStandsBehindThePrefix() throws Exception {
        visit(Manners.usual().withPrefix("/mirror"));
        assertThat(socrata.url()).endsWith("/mirror");
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(200);
        assertThat(socrata.asked().getFirst().path()).isEqualTo("/mirror" + ROWS);
    }

    @Test
    void whereATokenIsDemandedNoOtherIsLetIn() throws Exception {
        visit(Manners.usual().withToken("abc"));
        assertThat(visitor.get(ROWS).statusCode()).isEqualTo(403);
        assertThat(visitor.getWith("X-App-Token", "abd", ROWS).statusCode()).isEqualTo(403);
        assertThat(visitor.getWith("X-App-Token", "abc", ROWS).statusCode()).isEqualTo(200);
        assertThat(socrata.asked().getLast().header("x-app-token")).isEqualTo("abc");
    }

    @Test
    void aFileThatDoesNotHoldTheColumnsIsNotServed() throws Exception {
        var file = Files.writeString(folder.resolve("other.csv"), "srnumber,status\n1-1,Open\n");
        assertThatThrownBy(() -> DataSet.of("abcd-1234", "Requests", file))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("expected a header that begins with :id,:updated_at");
        assertThatThrownBy(() -> socrata.put(set("times.csv", FILE.replace("2020-03", "2020-33"))))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining(":updated_at of record 1: expected a time like");
    }
}
