package io.maxiofs.server.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user, group, role or policy inside an account, or what is attached to an account's own user. Immutable.
 *
 * @param id unique everywhere, with AWS's prefix for its kind
 * @param account canonical id of the user whose account it is in; {@link #ofTenant} for groups and policies that
 *     administrators keep for whole users
 * @param name unique in its account and kind without regard to case
 */
public record IamEntity(String id, String account, Kind kind, String name, Instant created, Detail detail) {

    /** What an entity is. */
    public enum Kind {
        USER("AIDA", "user"),
        GROUP("AGPA", "group"),
        ROLE("AROA", "role"),
        POLICY("ANPA", "policy"),
        /** Stands for an account's own user; its name is the canonical id. */
        ACCOUNT("ACCT", "account");

        private final String prefix;
        private final String arnName;

        Kind(String prefix, String arnName) {
            this.prefix = prefix;
            this.arnName = arnName;
        }

        /** Begin of its ids. */
        public String prefix() {
            return prefix;
        }

        /** What it is called in resource names. */
        public String arnName() {
            return arnName;
        }
    }

    /** The account of what administrators keep for the users of a tenant; empty for the global one. */
    public static String ofTenant(String tenantId) {
        return "tenant:" + tenantId;
    }

    /**
     * What says what an entity may do.
     *
     * @param inline policies by name
     * @param attached resource names of policies
     * @param boundary resource name of the policy beyond which nothing is allowed, whatever the others say; null for none
     */
    public record Policies(
            Map<String, String> inline,
            List<String> attached,
            @Nullable String boundary) {
        static final Policies NONE = new Policies(Map.of(), List.of(), null);

        public Policies {
            inline = Map.copyOf(inline);
            attached = List.copyOf(attached);
        }
    }

    /**
     * Everything else; what does not apply to a kind is empty.
     *
     * @param path begins and ends with a slash
     * @param role null unless it is one
     * @param members of a group: ids of users, or canonical ids of accounts' own users
     * @param versions of a policy, oldest first
     * @param lastVersion the highest number a version ever had, which no other gets; 0 if that is not kept
     */
    public record Detail(
            String path,
            String description,
            @Nullable Role role,
            Policies policies,
            List<String> members,
            List<Version> versions,
            Map<String, String> tags,
            int lastVersion) {

        public Detail {
            members = List.copyOf(members);
            versions = List.copyOf(versions);
            tags = Map.copyOf(tags);
        }

        public static Detail at(String path) {
            return new Detail(path, "", null, Policies.NONE, List.of(), List.of(), Map.of(), 0);
        }

        /** Policies of its own, by name. */
        public Map<String, String> inline() {
            return policies.inline();
        }

        /** Resource names of the policies that are attached. */
        public List<String> attached() {
            return policies.attached();
        }

        public Detail withPath(String newPath) {
            return new Detail(newPath, description, role, policies, members, versions, tags, lastVersion);
        }

        public Detail withDescription(String text) {
            return new Detail(path, text, role, policies, members, versions, tags, lastVersion);
        }

        public Detail withRole(Role newRole) {
            return new Detail(path, description, newRole, policies, members, versions, tags, lastVersion);
        }

        private Detail with(Policies changed) {
            return new Detail(path, description, role, changed, members, versions, tags, lastVersion);
        }

        public Detail withInline(String policyName, @Nullable String document) {
            Map<String, String> changed = new LinkedHashMap<>(inline());
            if (document == null) {
                changed.remove(policyName);
            } else {
                changed.put(policyName, document);
            }
            return with(new Policies(changed, attached(), policies.boundary()));
        }

        public Detail withAttached(String arn, boolean present) {
            return with(new Policies(inline(), changed(attached(), arn, present), policies.boundary()));
        }

        public Detail withBoundary(@Nullable String arn) {
            return with(new Policies(inline(), attached(), arn));
        }

        public Detail withMember(String id, boolean present) {
            return new Detail(
                    path, description, role, policies, changed(members, id, present), versions, tags, lastVersion);
        }

        public Detail withVersions(List<Version> newVersions) {
            int last = newVersions.stream().mapToInt(Version::number).max().orElse(0);
            return new Detail(
                    path, description, role, policies, members, newVersions, tags, Math.max(last, nextVersion() - 1));
        }

        public Detail withTags(Map<String, String> newTags) {
            return new Detail(path, description, role, policies, members, versions, newTags, lastVersion);
        }

        /** The number of the next version. */
        public int nextVersion() {
            return Math.max(
                            lastVersion,
                            versions.stream().mapToInt(Version::number).max().orElse(0))
                    + 1;
        }

        private static List<String> changed(List<String> list, String item, boolean present) {
            List<String> changed = new ArrayList<>(list);
            changed.remove(item);
            if (present) {
                changed.add(item);
            }
            return changed;
        }
    }

    /**
     * What a role has beside its policies.
     *
     * @param trust the policy that says who may take it
     * @param maxSessionSeconds longest session
     */
    public record Role(String trust, int maxSessionSeconds) {}

    /** One version of a policy. */
    public record Version(String id, String document, boolean isDefault, long createdAtMillis) {
        /** What follows the letter in its id. */
        public int number() {
            return Integer.parseInt(id.substring(1));
        }
    }

    /** A version that is in force; a policy always has one. */
    public String defaultDocument() {
        return detail.versions().stream()
                .filter(Version::isDefault)
                .map(Version::document)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Policy " + id + " has no version in force"));
    }

    public IamEntity with(Detail newDetail) {
        return new IamEntity(id, account, kind, name, created, newDetail);
    }

    public IamEntity named(String newName, String path) {
        return new IamEntity(id, account, kind, newName, created, detail.withPath(path));
    }
}
