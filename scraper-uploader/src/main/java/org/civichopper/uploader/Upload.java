package org.civichopper.uploader;

import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends scrapes to one bucket and one queue. An object is always stored before its message goes,
/// and sending the same directory again is safe.
public final class Upload implements AutoCloseable {

    /// How many documents are on their way at once, unless someone says otherwise.
    public static final int AT_ONCE = 32;

    private final UploadConfig config;
    private final S3Client s3;
    private final SqsClient sqs;

    /// @throws CannotUploadException without credentials or a region
    public Upload(UploadConfig config) {
        this.config = config;
        this.s3 = config.access().s3();
        this.sqs = config.access().sqs();
    }

    /// Sends every document that lies in the directory. What cannot be sent is reported, and the
    /// rest goes on.
    ///
    /// @param jurisdictionId for folders whose documents do not say whose they are
    /// @throws CannotUploadException if nothing can be sent at all: no such bucket, no access
    public UploadResult send(
            ScrapeDirectory directory,
            Optional<String> jurisdictionId,
            int atOnce,
            UploadListener listener)
            throws InterruptedException {
        var folders = new LinkedHashMap<ScrapeFolder, Jurisdiction>();
        for (var folder : directory.folders()) {
            folders.put(folder, JurisdictionSearch.in(folder, jurisdictionId));
        }
        listener.found(directory.survey().total());
        var queue = new DocumentQueue(sqs, config.queueUrl(), config.bucket());
        var transfer = new Transfer(s3, config.bucket(), queue, atOnce, listener);
        return transfer.run(folders);
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
    }
}
