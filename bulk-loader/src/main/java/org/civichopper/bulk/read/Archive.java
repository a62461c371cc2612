package org.civichopper.bulk.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.civichopper.bulk.run.LoadStopped;

/// A file with members: a zip, a 7z, or a plain file, which is its own only member.
public sealed interface Archive extends AutoCloseable permits Zip, SevenZip, PlainFile {

    /// By its name's end.
    ///
    /// @throws LoadStopped.Failed where it is not whole
    static Archive open(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (Files.size(file) == 0) {
                throw new LoadStopped.Failed(file + ": expected a whole file, found an empty one");
            }
            return name.endsWith(".zip")
                    ? new Zip(file)
                    : name.endsWith(".7z") ? new SevenZip(file) : new PlainFile(file);
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: expected a whole file, found: %s; get it again"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    List<Member> members();

    /// To be closed before the next one is opened.
    InputStream open(Member member) throws IOException;

    @Override
    void close() throws IOException;
}
