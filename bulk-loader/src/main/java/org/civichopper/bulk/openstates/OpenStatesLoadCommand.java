package org.civichopper.bulk.openstates;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.civichopper.bulk.command.LoadOptions;
import org.civichopper.bulk.command.Running;
import org.civichopper.bulk.openstates.api.Api;
import org.civichopper.bulk.openstates.api.KeyQuota;
import org.civichopper.bulk.run.DataSetLoad;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the commands have in common that load from the API.
abstract class OpenStatesLoadCommand implements Callable<Integer> {

    private static final String KEY = OpenStatesCommand.KEYS.getFirst();
    private static final List<String> OLDER = List.of("MAX_WORKERS", "RATE_LIMIT_PER_HOUR");

    @Spec private CommandSpec spec;
    @Mixin private LoadOptions options;
    @Mixin private ApiOptions own;

    private final Operation operation;

    OpenStatesLoadCommand(Operation operation) {
        this.operation = operation;
    }

    /// `hopper load openstates jurisdictions`.
    @Command(
            name = "jurisdictions",
            description = "Loads jurisdictions and their sessions, in three requests.",
            footer = {"", "Example:", "  hopper load openstates jurisdictions"},
            mixinStandardHelpOptions = true)
    static final class OfJurisdictions extends OpenStatesLoadCommand {

        OfJurisdictions() {
            super(Operation.JURISDICTIONS);
        }
    }

    /// `hopper load openstates people`.
    @Command(
            name = "people",
            description =
                    "Loads the people who have a role, and links the sponsors and voters among"
                            + " them.",
            footer = {"", "Example:", "  hopper load openstates people --jurisdiction nc,va"},
            mixinStandardHelpOptions = true)
    static final class OfPeople extends OpenStatesLoadCommand {

        OfPeople() {
            super(Operation.PEOPLE);
        }
    }

    /// `hopper load openstates committees`.
    @Command(
            name = "committees",
            description = "Loads committees; those go that are no longer listed.",
            footer = {"", "Example:", "  hopper load openstates committees --jurisdiction nc"},
            mixinStandardHelpOptions = true)
    static final class OfCommittees extends OpenStatesLoadCommand {

        OfCommittees() {
            super(Operation.COMMITTEES);
        }
    }

    /// `hopper load openstates bills`.
    @Command(
            name = "bills",
            description =
                    "Loads bills with sponsors, versions, documents and votes: what changed since"
                            + " the last time, or all.",
            footer = {
                "",
                "Examples:",
                "  hopper load openstates bills --jurisdiction nc --session 2023",
                "  hopper load openstates bills --days 7",
                "  hopper load openstates bills --all-sessions --full --dry-run"
            },
            mixinStandardHelpOptions = true)
    static final class OfBills extends OpenStatesLoadCommand {

        @Mixin private BillOptions bills;

        OfBills() {
            super(Operation.BILLS);
        }

        @Override
        Optional<BillOptions> bills() {
            return Optional.of(bills);
        }
    }

    /// `hopper load openstates all`.
    @Command(
            name = "all",
            description = "Loads jurisdictions, people, committees and bills, in this order.",
            footer = {"", "Example:", "  hopper load openstates all --latest-session"},
            mixinStandardHelpOptions = true)
    static final class OfAll extends OpenStatesLoadCommand {

        @Mixin private BillOptions bills;

        OfAll() {
            super(Operation.ALL);
        }

        @Override
        Optional<BillOptions> bills() {
            return Optional.of(bills);
        }
    }

    Optional<BillOptions> bills() {
        return Optional.empty();
    }

    @Override
    public Integer call() throws InterruptedException {
        var surroundings = Surroundings.here();
        var settings = settings();
        var sessions = options.sessions(surroundings);
        var addressees = options.addressees(surroundings, Optional.empty());
        var key = key(surroundings);
        Function<Notes, DataSetLoad> load =
                notes -> {
                    surroundings.lines().forEach(notes::say);
                    OLDER.stream()
                            .filter(name -> surroundings.value(name).isPresent())
                            .forEach(name ->
                                    notes.say(
                                            name
                                                    + " is ignored: --workers, --requests-per-minute"
                                                    + " and --requests-per-day say it here"));
                    return load(settings, key, sessions, options.dryRun(), addressees, notes);
                };
        var running = new Running(spec.commandLine(), sessions, options.json());
        return options.dryRun()
                ? running.dryRun(load)
                : running.run(load, options.open(), settings.workers(), options.staleAfter());
    }

    private Settings settings() {
        var limits = options.limits();
        // Only so many bills: one slice after the other, so that none spends what another has.
        var workers =
                limits.maxItems().isPresent() ? 1 : options.workers().orElse(Settings.WORKERS);
        return new Settings(
                options.source().orElse(Settings.SOURCE),
                options.schema(Settings.SCHEMA),
                operation,
                own.codes(options),
                bills().map(BillOptions::chosen).orElseGet(Chosen.Latest::new),
                bills().flatMap(each -> each.since(options)),
                bills().map(BillOptions::full).orElse(false),
                own.pace(options),
                options.retryFor(),
                workers,
                limits);
    }

    /// @throws CannotRunException where there is none
    static ApiKey key(Surroundings surroundings) {
        var secret =
                surroundings
                        .value(KEY)
                        .orElseThrow(() ->
                                new CannotRunException(
                                        "expected a key of Open States in %s, found none; https://openstates.org/accounts/profile/ gives one"
                                                .formatted(KEY)));
        try {
            return new ApiKey("X-API-KEY", secret);
        } catch (IllegalArgumentException e) {
            throw new CannotRunException(KEY + ": " + e.getMessage(), e);
        }
    }

    /// @param rehearsal whether it is only planned, which writes nothing: then the quota of the
    ///   database is not used up either
    static DataSetLoad load(
            Settings settings,
            ApiKey key,
            Sessions sessions,
            boolean rehearsal,
            Addressees addressees,
            Notes notes) {
        var pace = settings.pace();
        var quota =
                new KeyQuota(
                        sessions,
                        key,
                        settings.source().getAuthority(),
                        pace.aMinute(),
                        pace.aDay());
        var manners = new Manners(Manners.SILENCE, settings.retryFor(), settings.workers());
        var client =
                new PoliteClient(
                        manners, Optional.of(key), rehearsal ? quota.alone() : quota, notes);
        return new OpenStates(
                settings,
                new Api(settings.source(), client),
                rehearsal,
                new Told(addressees, notes),
                notes,
                List.of(client::close, quota::close));
    }
}
