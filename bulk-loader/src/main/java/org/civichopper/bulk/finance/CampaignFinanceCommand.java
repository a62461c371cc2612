package org.civichopper.bulk.finance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.search.SearchOptions;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hopper load campaign-finance`: what states publish of gifts to candidates, state by state.
@Command(
        name = "campaign-finance",
        description =
                "Loads gifts and reports that lead to candidates for state legislatures: each"
                        + " state whole, built beside what shows and promoted at once.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:completed",
            "1:failed; what showed shows still",
            "2:wrong usage",
            "3:completed, but some records were rejected",
            "75:paused, because a source or a server is away: run it again later"
        },
        mixinStandardHelpOptions = true)
public final class CampaignFinanceCommand implements Callable<Integer> {

    private static final String ENV = "INGEST_ENV";

    private CommandSpec spec;
    @Mixin private LoadOptions options;
    @Mixin private SearchOptions searched;

    @Option(
            names = "--state",
            required = true,
            split = ",",
            paramLabel = "CODE",
            description = "Which states, as tx,mi. With --help: what files each has.")
    private List<String> codes;

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description =
                    "A folder with a folder of files for each state, as DIR/tx; nothing is fetched.")
    private Path input;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where what is fetched is kept. Default: hopper/campaign-finance in"
                            + " XDG_CACHE_HOME or ~/.cache.")
    private Path cache;

    @Option(
            names = "--to",
            paramLabel = "postgres|search|both",
            description = "Where rows go. Default: postgres.")
    private Settings.To to = Settings.To.POSTGRES;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description = "Ends names in the search server. Default: INGEST_ENV, else dev.")
    private String env;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description =
                    "Contributions dated, and reports received, on or after it, as 2019-01-01."
                            + " Default: the state's own.")
    private String since;

    @Option(
            names = "--include-special",
            description =
                    "Reads special reports, too, whose rows say again what the next regular report"
                            + " says; they are marked.")
    private boolean special;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description =
                    "Of all records. Default: a record that is valid UTF-8 is UTF-8, else"
                            + " windows-1252.")
    private String charset;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many indices are kept for each alias. Default: 2.")
    private int keep = 2;

    @Spec
    void spec(CommandSpec given) {
        spec = given;
        given.usageMessage()
                .sectionMap()
                .put(UsageMessageSpec.SECTION_KEY_FOOTER, _ -> StateHelp.of(named()));
    }

    // For help, which is shown whatever else is given.
    private List<State> named() {
        var found =
                Optional.ofNullable(codes).orElse(List.of()).stream()
                        .flatMap(code -> States.find(code.strip()).stream())
                        .toList();
        return found.isEmpty() ? States.ALL : found;
    }

    @Override
    public Integer call() throws InterruptedException {
        var surroundings = Surroundings.here();
        var sessions = options.sessions(surroundings);
        var addressees = options.addressees(surroundings, Optional.empty());
        var all = states().stream().map(state -> settings(state, surroundings)).toList();
        all.forEach(each -> requireSearch(each, surroundings));
        var looked = look(all);
        var loads = new ArrayList<Function<Notes, DataSetLoad>>();
        for (var settings : all) {
            loads.add(notes -> {
                if (settings == all.getFirst()) {
                    surroundings.lines().forEach(notes::say);
                }
                return load(
                        settings, looked.get(settings), surroundings, sessions, addressees, notes);
            });
        }
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRunEach(loads)
                : running.runEach(loads, options.open(), 1, options.staleAfter());
    }

    private void requireSearch(Settings settings, Surroundings surroundings) {
        try {
            settings.search(surroundings, _ -> {}).ifPresent(Search::close);
        } catch (IllegalArgumentException e) {
            throw options.wrong(e.getMessage());
        }
    }

    // At all states before anything is created: none is loaded where one lacks a file.
    private static Map<Settings, Folder.Looked> look(List<Settings> all) {
        var looked = new LinkedHashMap<Settings, Folder.Looked>();
        var faults = new ArrayList<String>();
        for (var settings : all) {
            looked.put(settings, Folder.look(settings));
            if (looked.get(settings) instanceof Folder.Looked.Lacking(var why)) {
                faults.add(why);
            }
        }
        if (!faults.isEmpty()) {
            looked.replaceAll((_, _) -> new Folder.Looked.Lacking(String.join("\n", faults)));
        }
        return looked;
    }

    private static DataSetLoad load(
            Settings settings,
            Folder.Looked looked,
            Surroundings surroundings,
            Sessions sessions,
            Addressees addressees,
            Notes notes) {
        return new CampaignFinance(
                settings,
                new Folder(settings, looked, notes),
                each -> each.search(surroundings, notes).map(Search.class::cast),
                sessions,
                notes,
                new StateReport(settings, new Told(addressees, notes), notes));
    }

    /// A run of the ledger, to go on with.
    public static DataSetLoad resumed(
            JsonNode arguments,
            Surroundings surroundings,
            Sessions sessions,
            Addressees addressees,
            Notes notes) {
        var state = States.find(arguments.path("state").asText()).orElseThrow();
        return load(
                Settings.of(arguments, state),
                new Folder.Looked.NotYet(),
                surroundings,
                sessions,
                addressees,
                notes);
    }

    private List<State> states() {
        var found = new LinkedHashSet<State>();
        for (var code : codes) {
            found.add(
                    States.find(code.strip())
                            .orElseThrow(() ->
                                    options.wrong(
                                            "--state: expected some of %s, found \"%s\""
                                                    .formatted(known(), code))));
        }
        return List.copyOf(found);
    }

    private static String known() {
        return States.ALL.stream().map(State::code).collect(Collectors.joining(", "));
    }

    private Settings settings(State state, Surroundings surroundings) {
        if (keep < 1) {
            throw options.wrong("--keep: expected at least 1, found " + keep);
        }
        return new Settings(
                state,
                from(state, surroundings),
                options.schema(Settings.SCHEMA),
                to,
                env(surroundings),
                searched.place(),
                since(state),
                special,
                encoding(),
                keep,
                options.retryFor(),
                options.limits());
    }

    private Settings.From from(State state, Surroundings surroundings) {
        if (input != null) {
            return new Settings.From.Given(input.toAbsolutePath().resolve(state.code()));
        }
        URI folder =
                state.folder()
                        .map(usual -> options.source().orElse(usual))
                        .orElseThrow(() -> options.wrong(state.whyGiven()));
        var kept =
                (cache == null ? surroundings.cache(CampaignFinance.DATASET) : cache)
                        .toAbsolutePath();
        return options.dryRun()
                ? new Settings.From.Asked(folder, kept)
                : new Settings.From.Fetched(folder, kept);
    }

    private String env(Surroundings surroundings) {
        var name = Optional.ofNullable(env).or(() -> surroundings.value(ENV)).orElse("dev");
        if (!name.matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            throw options.wrong(
                    "--env: expected small letters, digits, _, - and ., found \"%s\""
                            .formatted(name));
        }
        return name;
    }

    private LocalDate since(State state) {
        try {
            return since == null ? state.since() : LocalDate.parse(since.strip());
        } catch (DateTimeException e) {
            throw options.wrong(
                    "--since: expected a date such as 2019-01-01, found \"" + since + "\"");
        }
    }

    private Encoding encoding() {
        try {
            return charset == null ? Encoding.OF_EACH_RECORD : Encoding.of(charset);
        } catch (IllegalArgumentException e) {
            throw options.wrong("--charset: " + e.getMessage());
        }
    }
}
