package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import io.maxiofs.server.iam.DirectoryGrants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which policies people and groups have, as the setting says: {@code DN -> POLICY, POLICY; DN -> POLICY}. A semicolon in a
 * DN is written {@code \3b}.
 *
 * @param byDn names of policies by normalized DN
 */
record DirectoryPolicies(Map<String, List<String>> byDn) implements DirectoryGrants {
    private static final String ARROW = "->";
    private static final Pattern NAME = Pattern.compile("[\\w+=.@-]{1,128}");
    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern COMMA = Pattern.compile(",");

    /** @throws IllegalArgumentException if the text is no such list */
    static DirectoryPolicies parse(String text) {
        Map<String, List<String>> byDn = new LinkedHashMap<>();
        for (String entry : SEMICOLON.split(text, -1)) {
            if (entry.isBlank()) {
                continue;
            }
            int arrow = entry.lastIndexOf(ARROW);
            if (arrow < 0) {
                throw new IllegalArgumentException("expected DN -> POLICY in \"" + entry.strip() + "\"");
            }
            List<String> names =
                    byDn.computeIfAbsent(normalized(entry.substring(0, arrow).strip()), dn -> new ArrayList<>());
            for (String name : COMMA.split(entry.substring(arrow + ARROW.length()), -1)) {
                if (!NAME.matcher(name.strip()).matches()) {
                    throw new IllegalArgumentException("\"" + name.strip() + "\" is no name of a policy");
                }
                names.add(name.strip());
            }
        }
        return new DirectoryPolicies(byDn);
    }

    private static String normalized(String dn) {
        try {
            String normalized = DN.normalize(dn);
            if (!normalized.isEmpty()) {
                return normalized;
            }
        } catch (LDAPException e) {
            throw new IllegalArgumentException("\"" + dn + "\" is no DN: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("a DN is missing");
    }

    @Override
    public List<String> policies(Map<String, List<String>> facts) {
        Set<String> names = new LinkedHashSet<>();
        for (String key : List.of(USER, GROUPS)) {
            for (String dn : facts.getOrDefault(key, List.of())) {
                names.addAll(byDn.getOrDefault(dn, List.of()));
            }
        }
        return List.copyOf(names);
    }
}
