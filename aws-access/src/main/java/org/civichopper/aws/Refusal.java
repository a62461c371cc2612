package org.civichopper.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Why a call to a server failed, in words that are the same for all calls that failed so: without
/// the number of the request and the name of its object.
public final class Refusal {

    private Refusal() {}

    public static String of(Exception failure) {
        if (!(failure instanceof AwsServiceException said) || said.awsErrorDetails() == null) {
            return failure.getMessage();
        }
        var details = said.awsErrorDetails();
        var code = details.errorCode() == null ? "" : " " + details.errorCode();
        return details.serviceName() + " answered " + said.statusCode() + code;
    }
}
