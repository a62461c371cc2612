package org.civichopper.importer.bucket;

/// The store refuses what the settlement rests on, so that nothing that is imported could be
/// acknowledged.
public final class RefusingStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusingStoreException(String bucket, String answer, Exception cause) {
        super(
                "s3://%s: expected a store that removes an object only if it has the ETag that was read (DeleteObject with If-Match), found: %s. Use one that does (docs/aws.md#what-a-store-must-honour), or set HOPPER_UNCONDITIONAL_DELETE=on"
                        .formatted(bucket, answer),
                cause);
    }
}
