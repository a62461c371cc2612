package org.civichopper.uploader.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.civichopper.commandline.JurisdictionId;
import org.civichopper.commandline.Progress;
import org.civichopper.commandline.Surroundings;
import org.civichopper.uploader.Destination;
import org.civichopper.uploader.Preview;
import org.civichopper.uploader.ScrapeDirectory;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.Survey;
import org.civichopper.uploader.Upload;
import org.civichopper.uploader.UploadConfig;
import org.civichopper.uploader.UploadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper upload`: sends what a scraper left on disk. Progress and complaints go to stderr, the
/// outcome to stdout.
@Command(
        name = "upload",
        description = {
            "Send a scraper's documents to the bucket and the queue.",
            "Without --realtime it only checks them and says what it would send. Sending again is safe."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  S3_REALTIME_BASE   s3:// and the bucket",
            "  SQS_QUEUE_URL      the queue's address",
            "  AWS_…              credentials, region, profile, endpoints, as everywhere",
            "",
            "Example:",
            "  S3_REALTIME_BASE=s3://my-bucket \\",
            "  SQS_QUEUE_URL=https://sqs.us-east-1.amazonaws.com/123456789012/my-queue \\",
            "  ${ROOT-COMMAND-NAME} upload --realtime _data/de"
        })
public final class UploadCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description = "Where the scraper wrote to: _data, or one folder in it, as _data/de.")
    private Path directory;

    @Option(names = "--realtime", description = "Send, instead of saying what would be sent.")
    private boolean realtime;

    @Option(names = "--json", description = "Print the outcome as one JSON object.")
    private boolean json;

    @Option(
            names = "--jurisdiction",
            converter = JurisdictionId.class,
            paramLabel = "ID",
            description =
                    "Whose documents these are, if none of them says so, as wy, us/state:wy or"
                            + " ocd-jurisdiction/country:us/state:wy/government.")
    private Optional<String> jurisdiction = Optional.empty();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "How many documents to send at once. Default: ${DEFAULT-VALUE}")
    private int atOnce = SendingRules.AT_ONCE;

    @Option(
            names = "--again",
            description =
                    "Send what was sent before, too. Each folder's .hopper-sent says what was.")
    private boolean again;

    @Option(
            names = "--strict",
            description =
                    "Do not send what the importer would reject, instead of sending it with a warning.")
    private boolean strict;

    @Spec private CommandSpec spec;

    private final Map<String, String> env;

    public UploadCommand() {
        this(Surroundings.here().values());
    }

    /// @param env what to read in place of this process's own environment
    public UploadCommand(Map<String, String> env) {
        this.env = env;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings.here().tell(spec.commandLine().getErr());
        if (atOnce < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--at-once: expected 1 or more, found " + atOnce);
        }
        var scrape = ScrapeDirectory.of(directory);
        return realtime ? send(scrape) : preview(scrape);
    }

    private int preview(ScrapeDirectory scrape) throws InterruptedException {
        var survey = scrape.survey();
        sayWhatIsSkipped(survey);
        UploadResult result;
        try (var progress = new Progress(spec.commandLine().getErr(), "checked")) {
            progress.found(survey.total());
            result = Preview.of(scrape, rules(), new ShownUpload(progress));
        }
        print(json ? Outcome.previewJson(result, survey.skipped()) : Outcome.preview(result));
        return exitCode(result);
    }

    private int send(ScrapeDirectory scrape) throws InterruptedException {
        sayWhatIsSkipped(scrape.survey());
        UploadResult result;
        try (var upload = new Upload(UploadConfig.from(env));
                var progress = new Progress(spec.commandLine().getErr(), "sent")) {
            result = upload.send(scrape, rules(), new ShownUpload(progress));
        }
        print(json ? Outcome.json(result) : Outcome.text(result));
        return exitCode(result);
    }

    private SendingRules rules() {
        return new SendingRules(
                jurisdiction,
                atOnce,
                again,
                strict,
                realtime ? Optional.empty() : Destination.named(env));
    }

    private static int exitCode(UploadResult result) {
        return result.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void sayWhatIsSkipped(Survey survey) {
        survey.example()
                .ifPresent(example ->
                        spec.commandLine()
                                .getErr()
                                .printf(
                                        "skipped %d that are no documents, for example %s%n",
                                        survey.skipped(), example));
    }

    private void print(String outcome) {
        spec.commandLine().getOut().println(outcome);
    }
}
