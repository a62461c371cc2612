package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.cli.doctor.Outcome.Unwell;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.importer.bucket.Removal;
import org.civichopper.importer.function.FunctionAccess;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.FaultyServer.Request;
import org.civichopper.testing.SharedCloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@Execution(ExecutionMode.CONCURRENT)
class StoreConditionsTest {

    private final Map<String, String> env = new HashMap<>(SharedCloud.prepared());
    private FaultyServer store;
    private S3Client s3;
    private String bucket;

    @BeforeEach
    void open() throws Exception {
        store = FaultyServer.before(URI.create(env.get("AWS_ENDPOINT_URL_S3")));
        env.put("AWS_ENDPOINT_URL_S3", store.endpoint());
        var access = new FunctionAccess(env);
        s3 = access.openBucket();
        bucket = access.bucket().orElseThrow();
    }

    @AfterEach
    void leaveNothing() {
        assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
                .extracting(S3Object::key)
                .isEmpty();
        s3.close();
        store.close();
    }

    private Outcome examine(Removal removal) {
        return new StoreConditions(s3, bucket, removal).examine();
    }

    private List<String> found(Predicate<Request> when, Fault fault) {
        store.when(when, fault);
        return ((Unwell) examine(Removal.AS_READ))
                .findings().stream()
                        .map(each -> each.expected().split(" ")[0] + ": " + each.found())
                        .toList();
    }

    @Test
    void aStoreThatKeepsThemIsWell() {
        assertThat(examine(Removal.AS_READ)).isInstanceOf(Well.class);
    }

    @Test
    void aStoreThatIgnoresThemIsFound() {
        assertThat(found(_ -> true, new Fault.Unconditional()))
                .containsExactly(
                        "PutObject: done in spite of it",
                        "CopyObject: done in spite of it",
                        "DeleteObject: done in spite of it");
    }

    @Test
    void aStoreThatRefusesOneIsFound() {
        assertThat(
                        found(
                                request ->
                                        request.method().equals("DELETE")
                                                && request.headers().containsKey("if-match"),
                                new Fault.Refused(
                                        501, "<Error><Code>NotImplemented</Code></Error>")))
                .containsExactly("DeleteObject: S3 answered 501 NotImplemented");
    }

    @Test
    void aStoreThatIsNotAskedForTheConditionOnDeleteNeedNotKeepIt() {
        store.when(request -> request.method().equals("DELETE"), new Fault.Unconditional());

        assertThat(examine(Removal.WHATEVER_LIES_THERE)).isInstanceOf(Well.class);
    }

    @Test
    void withoutTheRightToPutNothingIsTried() {
        store.when(request -> request.method().equals("PUT"), new Fault.Refused(403, ""));

        assertThat(examine(Removal.AS_READ)).isInstanceOf(Unchecked.class);
    }
}
