package io.maxiofs.server.admin.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of users that administrators keep.
 *
 * @param tenant name of the tenant; empty for the global one
 * @param members names of users
 * @param attached resource names of policies
 * @param policies documents by name
 */
public record GroupDocument(
        String name, String tenant, List<String> members, List<String> attached, Map<String, String> policies) {

    /** A group to create. */
    public record New(String name, @Nullable String tenant) {}

    /**
     * What to change; null leaves it.
     *
     * @param addMember name of a user of the group's tenant
     * @param removeMember name of a user
     * @param policyName the policy to set; its document is null to remove it
     */
    public record Change(
            @Nullable String addMember,
            @Nullable String removeMember,
            @Nullable String attach,
            @Nullable String detach,
            @Nullable String policyName,
            @Nullable String policy) {}
}
