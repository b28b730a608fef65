package io.maxiofs.server.iam;

import java.util.List;
import java.util.Map;

/** What people whom a directory knows may. Safe on any thread; the same facts always have the same answer. */
@FunctionalInterface
public interface DirectoryGrants {
    /** Key of conditions: a person's normalized DN. */
    String USER = "ldap:user";

    /** Key of conditions: what the person's entry is called. */
    String USER_NAME = "ldap:username";

    /** Key of conditions: normalized DNs of the person's groups. */
    String GROUPS = "ldap:groups";

    /** Of a server without a directory. */
    DirectoryGrants NONE = facts -> List.of();

    /**
     * Names of policies of the account in which people of the directory act, or of those that come with the server.
     *
     * @param facts values of {@link #USER} and {@link #GROUPS}
     */
    List<String> policies(Map<String, List<String>> facts);
}
