package org.civichopper.bulk.finance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadSteps;
import org.civichopper.bulk.run.Loader;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.search.SearchPlace;
import org.civichopper.bulk.source.Manners;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.bulk.tell.Told;
import org.civichopper.database.DatabaseUrl;

/// A load in a process of its own, which dies when it reaches a step.
final class DyingLoad {

    private DyingLoad() {}

    /// @param arguments database, folder of Texas and step
    public static void main(String[] arguments) throws Exception {
        var step = LoadStep.valueOf(arguments[2]);
        load(
                States.find("tx").orElseThrow(),
                Path.of(arguments[1]),
                arguments[0],
                DyingProcess.at(step, 1));
    }

    /// What `--state … --input …` does, with a state of any kind.
    static LoadReport load(State state, Path folder, String url, LoadSteps steps)
            throws InterruptedException {
        var nowhere = new SearchPlace(Optional.empty(), Optional.empty());
        return load(
                settings(state, folder, Settings.To.POSTGRES, "dev", nowhere),
                _ -> Optional.empty(),
                url,
                steps);
    }

    static Settings settings(
            State state, Path folder, Settings.To to, String env, SearchPlace place) {
        return new Settings(
                state,
                new Settings.From.Given(folder),
                Settings.SCHEMA,
                to,
                env,
                place,
                state.since(),
                false,
                Encoding.OF_EACH_RECORD,
                2,
                Manners.RETRY_FOR,
                new Limits(
                        OptionalLong.empty(),
                        Limits.MAX_SHRINK,
                        Limits.MAX_REJECTS,
                        OptionalLong.empty(),
                        false));
    }

    static LoadReport load(
            Settings settings, CampaignFinance.Searches searches, String url, LoadSteps steps)
            throws InterruptedException {
        var sessions = new Sessions(DatabaseUrl.parse(url));
        try (var load =
                new CampaignFinance(
                        settings,
                        new Folder(settings, new Folder.Looked.NotYet(), _ -> {}),
                        searches,
                        sessions,
                        _ -> {},
                        new StateReport(settings, new Told(Addressees.NOBODY, _ -> {}), _ -> {}))) {
            return new Loader(sessions, steps, QUIET)
                    .run(load, Loader.Open.RESUME, 1, Optional.empty());
        }
    }

    private static final LoadProgress QUIET =
            new LoadProgress() {
                @Override
                public void found(long rows) {}

                @Override
                public Bar begin(String slice, OptionalLong rows) {
                    return new Bar() {
                        @Override
                        public void came(long more, long bytes) {}

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public void say(String line) {}
            };
}
