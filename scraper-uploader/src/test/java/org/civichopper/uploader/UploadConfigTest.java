package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadConfigTest {

    private static final Map<String, String> ENV =
            Map.of(
                    "S3_REALTIME_BASE", "s3://my-bucket",
                    "SQS_QUEUE_URL", "http://127.0.0.1:9324/000000000000/jobs",
                    "AWS_ACCESS_KEY_ID", "id",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_REGION", "us-west-2");

    @Test
    void readsWhatScrapersAlreadySet() {
        var config = UploadConfig.from(with("S3_REALTIME_BASE", "s3://my-bucket/"));
        assertThat(config.bucket()).isEqualTo("my-bucket");
        assertThat(config.queueUrl()).isEqualTo("http://127.0.0.1:9324/000000000000/jobs");
    }

    @ParameterizedTest
    @CsvSource({
        "S3_REALTIME_BASE, '', 'S3_REALTIME_BASE is not set: set it to the bucket'",
        "S3_REALTIME_BASE, s3://b1-x/prefix, 'expected s3:// and the name of a bucket, without a folder'",
        "SQS_QUEUE_URL, '', 'SQS_QUEUE_URL is not set: set it to the queue'",
        "SQS_QUEUE_URL, jobs, 'expected the https:// address of a queue, found \"jobs\"'",
        "AWS_ENDPOINT_URL_S3, localhost:9000, 'AWS_ENDPOINT_URL_S3: expected an http://'",
        "AWS_SECRET_ACCESS_KEY, '', 'half of the AWS credentials: set AWS_ACCESS_KEY_ID'",
    })
    void saysWhatToSet(String name, String value, String message) {
        assertThatThrownBy(() -> UploadConfig.from(with(name, value)))
                .isInstanceOf(CannotUploadException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> with(String name, String value) {
        var env = new HashMap<>(ENV);
        env.put(name, value);
        return env;
    }
}
