package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the directory who somebody is. Blocks; safe on any thread. */
final class LdapDirectory {
    /** Answers to a bind that say something of the person, and not of the directory. */
    private static final Set<ResultCode> REFUSALS = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.NO_SUCH_OBJECT);

    private static final String NO_ATTRIBUTES = "1.1";

    private final LdapConnections connections;
    private final Lookup lookup;
    private final Places places;

    /** Under which name and password people are looked up; both empty for none. */
    record Lookup(String dn, String password) {
        @Override
        public String toString() {
            return "Lookup[" + dn + "]";
        }
    }

    /**
     * Where people and groups are.
     *
     * @param groupBase empty if groups are not looked for
     */
    record Places(
            String userBase, FilterTemplate userFilter, String groupBase, FilterTemplate groupFilter, int maxGroups) {}

    LdapDirectory(LdapConnections connections, Lookup lookup, Places places) {
        this.connections = connections;
        this.lookup = lookup;
        this.places = places;
    }

    /**
     * The person of this name if the password is theirs.
     *
     * @param password an empty one is nobody's: with it a directory lets people in who showed nothing (RFC 4513, 5.1.2)
     * @throws DirectoryException if the directory cannot say
     */
    Optional<DirectoryUser> authenticate(String name, String password) throws DirectoryException {
        if (name.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        try (LDAPConnection connection = connections.open()) {
            if (!lookup.dn().isEmpty()) {
                connection.bind(new SimpleBindRequest(lookup.dn(), lookup.password()));
            }
            Optional<String> dn = find(connection, name);
            if (dn.isEmpty() || !isPasswordOf(dn.get(), password)) {
                return Optional.empty();
            }
            DN parsed = new DN(dn.get());
            String entryName = parsed.getRDN().getAttributeValues()[0];
            if (entryName.isEmpty() || entryName.chars().anyMatch(Character::isISOControl)) {
                throw new DirectoryException(
                        "The entry " + parsed.toNormalizedString() + " has a name that is no text");
            }
            return Optional.of(
                    new DirectoryUser(entryName, parsed.toNormalizedString(), groups(connection, name, dn.get())));
        } catch (LDAPException e) {
            throw new DirectoryException(
                    "The directory cannot be asked: " + e.getResultCode() + ", " + e.getMessage(), e);
        }
    }

    /** The one entry a name stands for; empty if there is none, or more than one. */
    private Optional<String> find(LDAPConnection connection, String name) throws LDAPException {
        try {
            List<String> found =
                    search(connection, places.userBase(), places.userFilter().with(name, ""), 2);
            return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<String> groups(LDAPConnection connection, String name, String dn) throws LDAPException {
        if (places.groupBase().isEmpty()) {
            return List.of();
        }
        List<String> groups = new ArrayList<>();
        for (String group :
                search(connection, places.groupBase(), places.groupFilter().with(name, dn), places.maxGroups())) {
            groups.add(DN.normalize(group));
        }
        return List.copyOf(groups);
    }

    private List<String> search(LDAPConnection connection, String base, Filter filter, int most) throws LDAPException {
        int seconds = Math.toIntExact(Math.max(1, connections.timeout().toSeconds()));
        SearchRequest request = new SearchRequest(
                base, SearchScope.SUB, DereferencePolicy.NEVER, most, seconds, false, filter, NO_ATTRIBUTES);
        return connection.search(request).getSearchEntries().stream()
                .map(SearchResultEntry::getDN)
                .toList();
    }

    /** On a connection of its own, since it is the person's from then on. */
    private boolean isPasswordOf(String dn, String password) throws LDAPException {
        try (LDAPConnection connection = connections.open()) {
            return connection
                    .bind(new SimpleBindRequest(dn, password))
                    .getResultCode()
                    .equals(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            if (REFUSALS.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }
}
