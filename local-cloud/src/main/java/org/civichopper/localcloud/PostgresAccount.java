package org.civichopper.localcloud;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whom the Postgres programs run as. They refuse to run as root, so a program that root started
/// hands them to `nobody`: the same folders must then be readable for that account.
record PostgresAccount(int uid, boolean handedOver) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    static PostgresAccount ofThisProgram() {
        var uid = (int) new UnixSystem().getUid();
        return uid == ROOT ? new PostgresAccount(NOBODY, true) : new PostgresAccount(uid, false);
    }

    /// Where programs may stay between runs, readable for this account.
    Path cache() {
        return handedOver
                ? Path.of("/var/cache/hopper")
                : Path.of(System.getProperty("user.home"), ".cache", "hopper");
    }

    /// Closes a folder of this program's to other users, though not the way through it to what this
    /// account has in it.
    void closeAround(Path folder) {
        if (handedOver) {
            Folders.ownersAloneButForPassing(folder);
        } else {
            Folders.ownersAlone(folder);
        }
    }

    /// Lets this account read a file of this program's.
    void give(Path file) throws IOException {
        if (handedOver) {
            Files.setAttribute(file, "unix:uid", uid);
            Files.setAttribute(file, "unix:gid", uid);
        }
    }

    /// Makes a folder that this account owns, for good. Where it cannot come near (below /root, for
    /// one) the data goes to /var/lib/hopper, and a link in the folder's place says so.
    Path dataFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return own(folder.toRealPath());
        }
        var parent = Files.createDirectories(folder.toAbsolutePath().getParent()).toRealPath();
        if (canReach(parent)) {
            return own(Files.createDirectory(parent.resolve(folder.getFileName())));
        }
        var reachable = Files.createDirectories(Path.of("/var/lib/hopper"));
        var elsewhere = own(Files.createTempDirectory(reachable, "postgres-"));
        Files.deleteIfExists(folder); // a link that points nowhere
        return Files.createSymbolicLink(folder, elsewhere).toRealPath();
    }

    /// Makes a folder that this account owns, for the time of one run.
    Path throwawayFolder() throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var base = canReach(temporary) ? temporary : Path.of("/tmp");
        return own(Files.createTempDirectory(base, "hopper-postgres-").toRealPath());
    }

    Process start(List<String> command) {
        var whole = new ArrayList<String>();
        if (handedOver) {
            whole.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
        }
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).redirectErrorStream(true);
        var path = builder.environment().get("PATH");
        builder.environment().clear(); // PGDATA, PGPORT and the like are about another server
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot run "
                            + whole.getFirst()
                            + (handedOver
                                    ? ", which root needs to start Postgres as another account. Install"
                                            + " util-linux, or run this as an account other than root."
                                    : ""),
                    e);
        }
    }

    private Path own(Path folder) throws IOException {
        Folders.ownersAlone(folder);
        give(folder);
        if (!canReach(folder)) {
            throw new LocalCloudException(
                    folder
                            + " must be reachable for the account with number "
                            + uid
                            + ", which"
                            + " Postgres runs as, and is not. Use a folder below one that everyone"
                            + " may enter, for example /var/lib/hopper.");
        }
        return folder;
    }

    private boolean canReach(Path folder) {
        return start(List.of("test", "-x", folder.toString())).onExit().join().exitValue() == 0;
    }
}
