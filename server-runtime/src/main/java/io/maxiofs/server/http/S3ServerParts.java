package io.maxiofs.server.http;

import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.operation.S3OperationTable;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the S3 port stands on.
 *
 * @param random for the ids of requests; used once, at start
 * @param edge what requests meet before and after they are operations of S3
 */
public record S3ServerParts(
        CredentialSource credentials,
        Authorizer authorizer,
        S3OperationTable operations,
        RequestObserver observer,
        InstantSource clock,
        RandomGenerator random,
        S3Edge edge) {

    /** Without anything at the edge. */
    public S3ServerParts(
            CredentialSource credentials,
            Authorizer authorizer,
            S3OperationTable operations,
            RequestObserver observer,
            InstantSource clock,
            RandomGenerator random) {
        this(credentials, authorizer, operations, observer, clock, random, S3Edge.NONE);
    }
}
