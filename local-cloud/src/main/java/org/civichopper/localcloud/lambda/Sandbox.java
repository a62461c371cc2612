package org.civichopper.localcloud.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.civichopper.localcloud.Folders;
import org.civichopper.localcloud.LocalCloudException;

/// What an instance of a function finds on its disk: its own code, and Lambda's runtime client.
/// Goes when it is closed.
public final class Sandbox implements AutoCloseable {

    // Lambda has the same four beside the function, and not in its artifact. The build lays them
    // beside this class.
    private static final List<String> CLIENT =
            List.of(
                    "aws-lambda-java-core.jar",
                    "aws-lambda-java-runtime-interface-client.jar",
                    "aws-lambda-java-serialization.jar",
                    "utils-lite.jar");

    private static final String NATIVE = "runtime-client.so";

    private final Path folder;
    private final Path code;

    private Sandbox(Path folder, Path code) {
        this.folder = folder;
        this.code = code;
    }

    /// @param artifact the zip that would be deployed, or the folder that it was unpacked into
    /// @throws LocalCloudException when it is neither
    public static Sandbox of(Path artifact) {
        var folder = Folders.temporary("hopper-function-");
        try {
            var code = Files.isDirectory(artifact) ? artifact : unpacked(artifact, folder);
            for (var jar : CLIENT) {
                try (var content = Sandbox.class.getResourceAsStream("client/" + jar)) {
                    Files.copy(built(content, jar), folder.resolve(jar));
                }
            }
            unpackNative(folder);
            return new Sandbox(folder, code.toAbsolutePath().normalize());
        } catch (IOException e) {
            Folders.delete(folder);
            throw new LocalCloudException("cannot unpack " + artifact + ": " + e, e);
        } catch (LocalCloudException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private static void unpackNative(Path folder) throws IOException {
        var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        var library = "jni/libaws-lambda-jni.linux-%s.so".formatted(processor);
        try (var jar = new ZipFile(folder.resolve(CLIENT.get(1)).toFile());
                var content = jar.getInputStream(jar.getEntry(library))) {
            Files.copy(content, folder.resolve(NATIVE));
        }
    }

    private static InputStream built(InputStream content, String jar) {
        if (content == null) {
            throw new LocalCloudException(
                    "expected %s beside the classes of local-cloud, found none. Build with Maven, which puts it there."
                            .formatted(jar));
        }
        return content;
    }

    private static Path unpacked(Path zip, Path folder) throws IOException {
        var code = folder.resolve("task");
        var files = 0;
        try (var content = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = content.getNextEntry();
                    entry != null;
                    entry = content.getNextEntry()) {
                var file = code.resolve(entry.getName()).normalize();
                if (!file.startsWith(code)) {
                    throw new ZipException("an entry leads out of it: " + entry.getName());
                }
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(content, file);
                    files++;
                }
            }
        }
        if (files == 0) {
            throw new ZipException("expected a zip with the function's jars, found no file in it");
        }
        return code;
    }

    /// Where the function's process runs: its jars lie in `lib/` below.
    Path code() {
        return code;
    }

    /// The runtime client, as a class path.
    List<Path> client() {
        return CLIENT.stream().map(folder::resolve).toList();
    }

    /// The runtime client's native part. By itself it would unpack that to one and the same place
    /// of the machine, where a process that starts just now could find half of another's.
    Path nativeClient() {
        return folder.resolve(NATIVE);
    }

    /// The function's jars, in the order that Lambda takes them in.
    List<Path> jars() {
        try (Stream<Path> files = Files.list(code.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new LocalCloudException(
                    "expected the function's jars in " + code + "/lib: " + e, e);
        }
    }

    /// Any number of times, and from several threads: each returns when it has gone.
    @Override
    public synchronized void close() {
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
