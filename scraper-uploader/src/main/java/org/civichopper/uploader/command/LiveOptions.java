package org.civichopper.uploader.command;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.uploader.Destination;
import org.civichopper.uploader.Patience;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.UploadConfig;
import picocli.CommandLine.Option;

/// What `run` and `watch` share.
final class LiveOptions {

    @Option(names = "--realtime", description = "Send, instead of only checking each document.")
    private boolean realtime;

    @Option(
            names = "--strict",
            description =
                    "Do not send what the importer would reject, instead of sending it with a warning.")
    private boolean strict;

    @Option(names = "--again", description = "Send what was sent before, too.")
    private boolean again;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description = {
                "Whose documents these are, if none of them says so, as de, us/state:de or ocd-jurisdiction/country:us/state:de/government.",
                "For run also the one that the scraper is of, by what its documents say or by its folder, as de: other folders are left to other runs."
            })
    private Optional<String> jurisdiction = Optional.empty();

    @Option(
            names = "--give-up",
            paramLabel = "SECONDS",
            description =
                    "How long to go on at the end while bucket or queue are away. Default: ${DEFAULT-VALUE}")
    private long giveUp = 300;

    boolean realtime() {
        return realtime;
    }

    Optional<String> jurisdiction() {
        return jurisdiction;
    }

    SendingRules rules(Map<String, String> env) {
        return new SendingRules(
                jurisdiction,
                SendingRules.AT_ONCE,
                again,
                strict,
                realtime ? Optional.empty() : Destination.named(env));
    }

    Patience patience() {
        return new Patience(
                Patience.DEFAULT.shortest(),
                Patience.DEFAULT.longest(),
                Duration.ofSeconds(giveUp));
    }

    /// Empty if nothing shall be sent.
    Optional<UploadConfig> config(Map<String, String> env) {
        return realtime ? Optional.of(UploadConfig.from(env)) : Optional.empty();
    }
}
