package org.civichopper.bulk.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/// Within bounds of memory, which the archive itself would choose.
final class SevenZip implements Archive {

    private static final int MOST_MEMORY =
            80 << 10; // KiB: a dictionary of 64 MiB and what it needs

    private final SevenZFile file;
    private final long packed;
    private final List<SevenZArchiveEntry> entries;

    SevenZip(Path path) throws IOException {
        packed = Files.size(path);
        file = SevenZFile.builder().setPath(path).setMaxMemoryLimitKiB(MOST_MEMORY).get();
        entries =
                StreamSupport.stream(file.getEntries().spliterator(), false)
                        .filter(entry -> entry.hasStream() && !entry.isDirectory())
                        .toList();
    }

    @Override
    public List<Member> members() {
        return entries.stream().map(entry -> Member.of(entry.getName(), entry.getSize())).toList();
    }

    @Override
    public InputStream open(Member member) throws IOException {
        var entry =
                entries.stream()
                        .filter(each -> each.getName().equals(member.path()))
                        .findFirst()
                        .orElseThrow();
        return new Bounded(member.name(), file.getInputStream(entry), packed);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
