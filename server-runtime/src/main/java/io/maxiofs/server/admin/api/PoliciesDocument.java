package io.maxiofs.server.admin.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is attached to a user.
 *
 * @param attached resource names of policies that the server comes with
 * @param policies documents by name
 */
public record PoliciesDocument(List<String> attached, Map<String, String> policies) {

    /**
     * What to change; null leaves it.
     *
     * @param policyName the policy to set; its document is null to remove it
     */
    public record Change(
            @Nullable String attach,
            @Nullable String detach,
            @Nullable String policyName,
            @Nullable String policy) {}
}
