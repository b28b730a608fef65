package io.maxiofs.server.s3.operation;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessControl;
import io.maxiofs.server.policy.IdentityPolicies;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.storage.api.ObjectStore;
import java.time.InstantSource;

/**
 * What the operations stand on.
 *
 * @param newBuckets what a bucket starts as
 * @param access asked for permissions that only a handler knows it needs
 * @param users whom access control lists may name
 */
public record OperationParts(
        ObjectStore store,
        InstantSource clock,
        OperationSettings settings,
        NewBucketRules newBuckets,
        AccessCheck access,
        UserDirectory users) {

    /** A server whose users have nothing attached and are known to nobody, as most tests want it. */
    public static OperationParts of(ObjectStore store, InstantSource clock, OperationSettings settings) {
        return new OperationParts(
                store,
                clock,
                settings,
                NewBucketRules.DEFAULT,
                new AccessControl(store, IdentityPolicies.NONE, settings.region()),
                UserDirectory.NOBODY);
    }
}
