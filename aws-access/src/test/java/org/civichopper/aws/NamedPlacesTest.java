package org.civichopper.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bucket and queue, as scrapers name them.
class NamedPlacesTest {

    @ParameterizedTest
    @ValueSource(strings = {"s3://my-bucket", "s3://my-bucket/"})
    void aBucketIsNamedWithOrWithoutASlash(String base) {
        assertThat(BucketName.required(Map.of("S3_REALTIME_BASE", base))).isEqualTo("my-bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void whatIsBlankIsNotNamed(String blank) {
        var env = Map.of("S3_REALTIME_BASE", blank, "SQS_QUEUE_URL", blank);
        assertThat(BucketName.named(env)).isEmpty();
        assertThat(QueueUrl.named(env)).isEmpty();
    }

    @Test
    void whatIsNotNamedIsSaidWithAnExample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketName.required(Map.of()))
                .withMessage(
                        "S3_REALTIME_BASE is not set: set it to the bucket, for example s3://my-bucket");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueUrl.required(Map.of()))
                .withMessageStartingWith(
                        "SQS_QUEUE_URL is not set: set it to the queue's address, for example https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-bucket", "s3://", "s3://my-bucket/folder", "https://my-bucket"})
    void aBucketIsNamedInOneWay(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BucketName.named(Map.of("S3_REALTIME_BASE", base)))
                .withMessageStartingWith(
                        "S3_REALTIME_BASE: expected s3:// and the name of a bucket")
                .withMessageContaining("found \"" + base + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "https://host", "arn:aws:sqs:us-east-1:123456789012:jobs"})
    void aQueueIsNamedByItsAddress(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueUrl.named(Map.of("SQS_QUEUE_URL", url)))
                .withMessage(
                        "SQS_QUEUE_URL: expected the https:// address of a queue, found \"%s\"",
                        url);
    }
}
