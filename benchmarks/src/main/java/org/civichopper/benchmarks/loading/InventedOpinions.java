package org.civichopper.benchmarks.loading;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Text that packs about as opinions do, to a fifth: words, some of them much more frequent than
/// others, with links and paragraphs, in records as courts' dumps have them.
final class InventedOpinions {

    private static final String[] SYLLABLES =
            ("con ter de ment al ti on er re co urt ap pel lant ju ris dic in the or and st ate v ed"
                            + " ing pro ce du ral mo a le of")
                    .split(" ");

    private final SplittableRandom random = new SplittableRandom(19);
    private final String[] words = new String[30_000];

    InventedOpinions() {
        Arrays.setAll(words, this::word);
    }

    private String word(int rank) {
        var word = new StringBuilder();
        for (var left = 1 + random.nextInt(rank < 200 ? 2 : 5); left > 0; left--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    /// Writes so many bytes, or one record more.
    void write(Path file, long bytes) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(
                    "id,date_created,author_str,html_with_citations,ocr\n"
                            .getBytes(StandardCharsets.UTF_8));
            var written = 0L;
            for (var id = 1; written < bytes; id++) {
                written += write(out, id);
            }
        }
    }

    private int write(OutputStream out, int id) throws IOException {
        var record = new StringBuilder();
        record.append('"').append(id).append("\",\"2026-06-30 09:00:00+00\",,\"<p>");
        for (var left = 200 + random.nextInt(3000); left > 0; left--) {
            record.append(words[(int) Math.pow(words.length, random.nextDouble()) - 1]);
            switch (random.nextInt(60)) {
                case 0 ->
                        record.append(
                                " <a href=\\\"/opinion/%d/\\\">%d U.S. %d</a> "
                                        .formatted(
                                                random.nextInt(5_000_000),
                                                random.nextInt(600),
                                                random.nextInt(900)));
                case 1, 2 -> record.append(".</p>\n\n    <p>");
                case 3, 4, 5 -> record.append(", ");
                default -> record.append(' ');
            }
        }
        var bytes = record.append("</p>\",\"t\"\n").toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        return bytes.length;
    }
}
