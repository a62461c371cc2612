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

class LocalSocrataTest {

    private static final String ROWS = "/resource/abcd-1234.csv";
    private static final String JSON = "/resource/abcd-1234.json";
    private static final String ALL = ":id,:updated_at,srnumber,status,nc,address";

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
        socrata =
                LocalSocrata.start(manners, List.of(Sample.set(folder, "first.csv", Sample.FILE)));
        visitor = new Visitor(socrata);
    }

    @Test
    void allColumnsInTheFilesOrderComeWordForWord() throws Exception {
        assertThat(visitor.get(ROWS, "$select", ALL, "$order", ":id").body())
                .isEqualTo(Sample.FILE);
    }

    @Test
    void quotesAndLineEndsStayWhatTheyAreInTheFile() throws Exception {
        var file =
                "\":id\",\":updated_at\",\"srnumber\"\r\n"
                        + "\"row-b\",\"2020-03-01T00:00:00.002Z\",\"1\r\n,\"\"2\"\"\"\r\n"
                        + "\"row-a\",\"2020-03-01T00:00:00.003Z\",\"\"\r\n";
        socrata.put(Sample.set(folder, "second.csv", file));
        var all = visitor.get(ROWS, "$select", ":id,:updated_at,srnumber", "$order", ":id");
        var last = visitor.get(JSON, "$select", ":id", "$where", ":id > 'row-b'", "$order", ":id");
        assertThat(all.body()).isEqualTo(file);
        assertThat(last.body()).isEqualTo("[{\":id\":\"row-a\"}]\n");
    }

    @Test
    void aFileWithoutALastLineEndGetsOne() throws Exception {
        socrata.put(Sample.set(folder, "second.csv", Sample.FILE.stripTrailing()));
        assertThat(visitor.get(ROWS, "$select", ALL, "$order", ":id").body())
                .isEqualTo(Sample.FILE);
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
        socrata.put(
                Sample.set(
                        folder, "second.csv", Sample.FILE.replaceFirst("(?m)^row-aaaa.*\n", "")));
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
        socrata.put(Sample.set(folder, "many.csv", many.toString()));
        assertThat(visitor.lines(ROWS)).hasSize(1000);
        assertThat(visitor.lines(ROWS, "$limit", "2000")).hasSize(1500).doesNotHaveDuplicates();
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
        assertThatThrownBy(() ->
                        socrata.put(
                                Sample.set(
                                        folder,
                                        "times.csv",
                                        Sample.FILE.replace("2020-03", "2020-33"))))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining(":updated_at of record 1: expected a time like");
    }
}
