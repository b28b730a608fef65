package io.maxiofs.server.federation.ldap;

import io.maxiofs.server.iam.DirectoryGrants;
import java.util.List;
import java.util.Map;

/**
 * A person of the directory who showed the right password.
 *
 * @param name what the entry is called: the first value of its DN, and not what was typed
 * @param dn normalized
 * @param groups normalized DNs
 */
public record DirectoryUser(String name, String dn, List<String> groups) {
    public DirectoryUser {
        groups = List.copyOf(groups);
    }

    /** Values of condition keys. */
    public Map<String, List<String>> facts() {
        return Map.of(
                DirectoryGrants.USER, List.of(dn),
                DirectoryGrants.USER_NAME, List.of(name),
                DirectoryGrants.GROUPS, groups);
    }
}
