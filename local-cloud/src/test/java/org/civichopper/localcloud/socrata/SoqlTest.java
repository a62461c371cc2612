package org.civichopper.localcloud.socrata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoqlTest {

    private static final String ROWS = "/resource/abcd-1234.csv";
    private static final String JSON = "/resource/abcd-1234.json";

    @TempDir private static Path folder;
    private static LocalSocrata socrata;
    private static Visitor visitor;

    @BeforeAll
    static void start() throws Exception {
        socrata = LocalSocrata.start(List.of(Sample.set(folder, "first.csv", Sample.FILE)));
        visitor = new Visitor(socrata);
    }

    @AfterAll
    static void stop() {
        socrata.close();
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
    void anIdThatWasNeverGivenOutIsRefused() throws Exception {
        var answer = visitor.get(ROWS, "$where", ":id > 'row-0000'", "$order", ":id");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("row-0000");
    }
}
