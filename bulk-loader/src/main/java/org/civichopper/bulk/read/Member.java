package org.civichopper.bulk.read;

/// One file within an archive, or a plain file.
///
/// @param name without folders: nothing is ever written under it
/// @param path as the archive has it
/// @param size unpacked, in bytes, as the archive says
public record Member(String name, String path, long size) {

    static Member of(String path, long size) {
        return new Member(
                path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
                path,
                size);
    }
}
