package org.civichopper.bulk.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file that is not packed.
final class PlainFile implements Archive {

    private final Path file;
    private final Member member;

    PlainFile(Path file) throws IOException {
        this.file = file;
        member = Member.of(file.getFileName().toString(), Files.size(file));
    }

    @Override
    public List<Member> members() {
        return List.of(member);
    }

    @Override
    public InputStream open(Member of) throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {}
}
