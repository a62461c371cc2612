package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The folder of one Postgres: its data, its log, its passwords, and what a run that was killed
/// left in it.
record PostgresCluster(PostgresAccount account, Path programs, Path folder) {

    static final String SUPERUSER = "hopper";

    private static final String BY_PASSWORD = "host all all 127.0.0.1/32 scram-sha-256\n";

    private static final int LINES_WORTH_SHOWING = 20;
    private static final int FIRST_WITH_OWN_LOCALE = 17;

    /// Made beside its place and then renamed: a run that is killed meanwhile leaves no half of it.
    void createIfMissing() throws IOException {
        if (Files.exists(data())) {
            checkRelease();
            return;
        }
        var unfinished = folder.resolve("data-unfinished");
        if (Files.exists(unfinished)) {
            Folders.delete(unfinished);
        }
        Secrets.kept(superuserPassword());
        account.give(superuserPassword());
        var initdb =
                new ArrayList<>(
                        List.of(
                                program("initdb"),
                                "--pgdata=" + unfinished,
                                "--username=" + SUPERUSER,
                                "--auth=scram-sha-256",
                                "--pwfile=" + superuserPassword(),
                                "--encoding=UTF8",
                                "--no-sync",
                                "--no-instructions"));
        initdb.addAll(
                PostgresBinaries.release() < FIRST_WITH_OWN_LOCALE
                        ? List.of("--locale=C.UTF-8") // the system's
                        : List.of(
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C"));
        run("", initdb);
        Files.move(unfinished, data());
    }

    // Postgres itself would say so as well, but not what to do.
    private void checkRelease() throws IOException {
        var made = Files.readString(data().resolve("PG_VERSION")).strip();
        var here = String.valueOf(PostgresBinaries.release());
        if (!made.equals(here)) {
            throw new LocalCloudException(
                    ("the data in %s is of another Postgres: expected %s, found %s. Use another folder, or"
                                    + " take the data along: dump it with the build that made it, and restore"
                                    + " the dump.")
                            .formatted(folder, here, made));
        }
    }

    /// Nobody is let in without a password from here on. A version before this one let in
    /// everybody; its superuser has none yet.
    ///
    /// Only for the holder of the folder's lock, while no server runs.
    void requirePasswords() throws IOException {
        if (!Files.exists(superuserPassword())) {
            var password = Secrets.random();
            run(
                    "ALTER ROLE %s PASSWORD '%s'%n".formatted(SUPERUSER, password),
                    List.of(program("postgres"), "--single", "-D", data().toString(), "postgres"));
            Secrets.keep(password, superuserPassword());
        }
        Files.writeString(data().resolve("pg_hba.conf"), BY_PASSWORD);
    }

    /// The file with the password of the one who may do everything, which only this module uses.
    Path superuserPassword() {
        return folder.resolve("superuser-password");
    }

    /// The file with the password that programs connect with.
    Path password() {
        return folder.resolve("password");
    }

    /// The server that runs on it.
    ProcessHandle server() throws IOException {
        var pid = Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip();
        var process = ProcessHandle.of(Long.parseLong(pid));
        if (process.isEmpty()) {
            throw new LocalCloudException(
                    "Postgres ended at once. Its log ends with:\n" + endOfLog());
        }
        return process.get();
    }

    /// A killed run may leave a server (if even its keeper was killed) or a file that names a
    /// process long gone, whose number may by now be somebody else's. Only the holder of the
    /// folder's lock may call this.
    void clearLeftovers() throws IOException {
        var file = data().resolve("postmaster.pid");
        try {
            var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(pid).filter(this::isOurs).ifPresent(this::stop);
            Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // nothing was left behind
        }
    }

    private boolean isOurs(ProcessHandle process) {
        var info = process.info();
        return info.command().orElse("").endsWith("/postgres")
                && info.commandLine().orElse("").contains(data().toString());
    }

    // It may be about to stop by itself; only that it has gone counts.
    private void stop(ProcessHandle server) {
        account.start(List.of("sh", "-c", "kill -INT " + server.pid())).onExit().join();
        server.onExit().join();
    }

    /// Starts the server and the shell that will stop it. It prints `started`, or the reason why
    /// not and ends.
    Process keep(String settings, String deleteAtEnd) throws IOException {
        Files.deleteIfExists(log());
        return account.start(
                List.of(
                        "sh",
                        "-c",
                        script(),
                        "keep-postgres",
                        programs.resolve("bin").toString(),
                        data().toString(),
                        log().toString(),
                        settings,
                        deleteAtEnd));
    }

    boolean portWasTaken() throws IOException {
        return Files.exists(log()) && Files.readString(log()).contains("could not bind");
    }

    String endOfLog() throws IOException {
        if (!Files.exists(log())) {
            return "(" + log() + " does not exist)";
        }
        var lines = Files.readAllLines(log());
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES_WORTH_SHOWING))
                .collect(Collectors.joining("\n"));
    }

    private void run(String input, List<String> command) throws IOException {
        var process = account.start(command);
        try (var writer = process.outputWriter()) {
            writer.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new LocalCloudException(
                    "could not prepare Postgres in " + folder + ". It said:\n" + said.strip());
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    // Without its comments, which would otherwise stand in every list of processes.
    private static String script() throws IOException {
        try (var script = PostgresCluster.class.getResourceAsStream("keep-postgres.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }
}
