package org.civichopper.uploader;

import java.util.LinkedHashMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends scrapes to one bucket and one queue. An object is always stored before its message goes,
/// and sending the same directory again is safe.
public final class Upload implements AutoCloseable {

    private final UploadConfig config;
    private final S3Client s3;
    private final SqsClient sqs;

    /// @throws CannotUploadException without credentials or a region
    public Upload(UploadConfig config) {
        this.config = config;
        try {
            config.access().requireCredentials();
            this.s3 = config.access().s3();
            this.sqs = config.access().sqs();
        } catch (IllegalArgumentException e) {
            throw new CannotUploadException(e.getMessage(), e);
        }
    }

    /// Sends every document that lies in the directory and was not sent before. What cannot be sent
    /// is reported, and the rest goes on.
    ///
    /// @throws CannotUploadException if nothing can be sent at all: no such bucket, no access
    public UploadResult send(ScrapeDirectory directory, SendingRules rules, UploadListener listener)
            throws InterruptedException {
        var folders = new LinkedHashMap<ScrapeFolder, Jurisdiction>();
        for (var folder : directory.folders()) {
            folders.put(folder, JurisdictionSearch.in(folder, rules.jurisdictionId()));
        }
        listener.found(directory.survey().total());
        try (var transfer =
                new Transfer(bucket(), queue(), Destination.of(config), rules, listener)) {
            return transfer.run(folders);
        }
    }

    Bucket bucket() {
        return new Bucket(s3, config.bucket());
    }

    DocumentQueue queue() {
        return new DocumentQueue(sqs, config.queueUrl(), config.bucket());
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
    }
}
