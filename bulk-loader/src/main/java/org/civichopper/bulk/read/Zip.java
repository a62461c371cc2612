package org.civichopper.bulk.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads its directory, which stands at the end: a zip that was cut has none.
final class Zip implements Archive {

    private final ZipFile zip;
    private final List<Member> members;

    Zip(Path file) throws IOException {
        // Names in no charset that could be known are read, too.
        zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        members =
                zip.stream()
                        .filter(entry -> !entry.isDirectory())
                        .map(entry -> Member.of(entry.getName(), entry.getSize()))
                        .toList();
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public InputStream open(Member member) throws IOException {
        ZipEntry entry = zip.getEntry(member.path());
        return new Bounded(member.name(), zip.getInputStream(entry), entry.getCompressedSize());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
