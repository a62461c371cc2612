package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapeDirectoryTest {

    @TempDir private Path data;

    @Test
    void countsKindsBytesAndWhatIsNoDocument() throws Exception {
        write("de/bill_1.json", "{}");
        write("de/bill_2.json.gz", "123");
        write("de/vote_event_1.json", "{}");
        write("wy/event_1.json", "{}");
        write("de/.DS_Store", "junk");
        write("de/bill_3.json.tmp", "half");
        Files.createDirectories(data.resolve("de/bill_4.json"));

        var survey = ScrapeDirectory.of(data).survey();
        assertThat(survey.documents()).isEqualTo(Map.of("bill", 2L, "vote_event", 1L, "event", 1L));
        assertThat(survey.total()).isEqualTo(4);
        assertThat(survey.bytes()).isEqualTo(9);
        assertThat(survey.skipped()).isEqualTo(3);
    }

    @Test
    void takesAScrapersFolderItself() throws Exception {
        write("de/bill_1.json", "{}");
        write("wy/bill_1.json", "{}");
        var directory = ScrapeDirectory.of(data.resolve("de"));
        assertThat(directory.survey().total()).isOne();
        try (var bills = directory.folders().getFirst().documents("bill")) {
            assertThat(bills.map(document -> document.key().value()))
                    .containsExactly("de/bill_1.json");
        }
    }

    @Test
    void kindsThatBeginAlikeAreToldApart() throws Exception {
        write("de/event_1.json", "{}");
        write("de/vote_event_1.json", "{}");
        try (var events = new ScrapeFolder(data.resolve("de")).documents("event")) {
            assertThat(events.map(document -> document.key().value()))
                    .containsExactly("de/event_1.json");
        }
    }

    @Test
    void refusesAFolderThatCanBeNoKey() throws Exception {
        write("Delaware Scrape/bill_1.json", "{}");
        assertThatThrownBy(() -> ScrapeDirectory.of(data))
                .isInstanceOf(CannotUploadException.class)
                .hasMessageContaining("found \"Delaware Scrape\": rename it");
    }

    @Test
    void followsALinkThatIsNamedAndNoneThatIsFound() throws Exception {
        write("real/de/bill_1.json", "{}");
        var found = Files.createDirectory(data.resolve("_data")).resolve("de");
        Files.createSymbolicLink(found, data.resolve("real/de"));
        assertThat(ScrapeDirectory.of(found).survey().total()).isOne();
        assertThatThrownBy(() -> ScrapeDirectory.of(data.resolve("_data")))
                .isInstanceOf(CannotUploadException.class)
                .hasMessageStartingWith(found + ": expected a folder, found a link to one: name");
    }

    @Test
    void refusesADirectoryWithoutDocuments() {
        assertThatThrownBy(() -> ScrapeDirectory.of(data))
                .isInstanceOf(CannotUploadException.class)
                .hasMessageContaining("found no such file");
        assertThatThrownBy(() -> ScrapeDirectory.of(data.resolve("nowhere")))
                .hasMessageContaining("expected a directory, found nothing");
    }

    private void write(String path, String content) throws IOException {
        var file = data.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
