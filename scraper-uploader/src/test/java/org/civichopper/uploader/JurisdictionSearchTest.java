package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JurisdictionSearchTest {

    private static final String ID = "ocd-jurisdiction/country:us/state:de/government";
    private static final Jurisdiction DELAWARE = new Jurisdiction(ID, "Delaware");

    @TempDir private Path data;
    private ScrapeFolder folder;

    @BeforeEach
    void createFolder() throws Exception {
        folder = new ScrapeFolder(Files.createDirectory(data.resolve("de")));
    }

    @Test
    void theJurisdictionDocumentSaysIt() throws Exception {
        write(
                "jurisdiction_x.json",
                """
                {"_id": "%s", "legislative_sessions": [{"name": "153", "id": "no"}],
                 "name": "Delaware", "extras": {"name": "no"}}
                """
                        .formatted(ID));
        assertThat(find()).isEqualTo(DELAWARE);
    }

    @Test
    void elseABillDoesEvenBehindABrokenOne() throws Exception {
        write("jurisdiction_x.json", "{\"id\": ");
        write("bill_0.json", "[]");
        write(
                "bill_1.json",
                """
                {"title": "x", "actions": [{"jurisdiction": {"id": "no"}}],
                 "jurisdiction": {"id": "%s", "name": "Delaware"}}
                """
                        .formatted(ID));
        assertThat(find()).isEqualTo(DELAWARE);
    }

    @Test
    void elseAnEventDoesEvenZipped() throws Exception {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(
                    "{\"jurisdiction\": {\"id\": \"%s\", \"name\": \"Delaware\"}}"
                            .formatted(ID)
                            .getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.path().resolve("event_1.json.gz"), zipped.toByteArray());
        assertThat(find()).isEqualTo(DELAWARE);
    }

    @Test
    void elseTheUserDoes() throws Exception {
        write("vote_event_1.json", "{}");
        assertThat(JurisdictionSearch.in(folder, Optional.of(ID)))
                .isEqualTo(new Jurisdiction(ID, ""));
        assertThatThrownBy(this::find)
                .isInstanceOf(CannotUploadException.class)
                .hasMessageContaining("pass --jurisdiction ID");
    }

    private Jurisdiction find() {
        return JurisdictionSearch.in(folder, Optional.empty());
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.path().resolve(name), content);
    }
}
