package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationException;
import io.maxiofs.server.config.FederationSettings;
import io.maxiofs.server.config.Setting;
import io.maxiofs.server.iam.DirectoryGrants;
import io.maxiofs.server.identity.SignInThrottle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with name and password of a directory, limited as signing in to this server is. Blocks while the directory
 * answers; safe on any thread.
 */
public final class LdapSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(LdapSignIn.class);

    private final LdapDirectory directory;
    private final DirectoryPolicies policies;
    private final String account;
    private final Duration maxSession;
    private final SignInThrottle throttle;

    private LdapSignIn(
            LdapDirectory directory,
            DirectoryPolicies policies,
            String account,
            Duration maxSession,
            SignInThrottle throttle) {
        this.directory = directory;
        this.policies = policies;
        this.account = account;
        this.maxSession = maxSession;
        this.throttle = throttle;
    }

    /**
     * As the settings say; empty if they name no directory.
     *
     * @throws ConfigurationException naming every setting that is missing or wrong
     */
    public static Optional<LdapSignIn> of(Configuration configuration, SignInThrottle throttle) {
        String server = configuration.get(FederationSettings.LDAP_SERVER);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        List<String> problems = new ArrayList<>();
        for (Setting<String> needed : List.of(FederationSettings.LDAP_USER_BASE, FederationSettings.LDAP_ACCOUNT)) {
            if (configuration.get(needed).isEmpty()) {
                problems.add(needed.key() + ": needed with " + FederationSettings.LDAP_SERVER.key());
            }
        }
        for (Setting<String> name : List.of(
                FederationSettings.LDAP_BIND_DN,
                FederationSettings.LDAP_USER_BASE,
                FederationSettings.LDAP_GROUP_BASE)) {
            if (!DN.isValidDN(configuration.get(name))) {
                problems.add(name.key() + ": is no DN");
            }
        }
        // With a name and no password a directory lets everybody in, as nobody.
        if (configuration.get(FederationSettings.LDAP_BIND_DN).isEmpty()
                != configuration.get(FederationSettings.LDAP_BIND_PASSWORD).isEmpty()) {
            problems.add(FederationSettings.LDAP_BIND_PASSWORD.key() + ": name and password belong together");
        }
        FilterTemplate userFilter = filter(configuration, FederationSettings.LDAP_USER_FILTER, "%s", problems);
        FilterTemplate groupFilter = filter(configuration, FederationSettings.LDAP_GROUP_FILTER, "%", problems);
        Optional<DirectoryPolicies> policies = policies(configuration, problems);
        Optional<LdapConnections> connections = connections(configuration, server, problems);
        if (!problems.isEmpty() || policies.isEmpty() || connections.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        LdapDirectory directory = new LdapDirectory(
                connections.get(),
                new LdapDirectory.Lookup(
                        configuration.get(FederationSettings.LDAP_BIND_DN),
                        configuration.get(FederationSettings.LDAP_BIND_PASSWORD)),
                new LdapDirectory.Places(
                        configuration.get(FederationSettings.LDAP_USER_BASE),
                        userFilter,
                        configuration.get(FederationSettings.LDAP_GROUP_BASE),
                        groupFilter,
                        configuration.get(FederationSettings.LDAP_MAX_GROUPS)));
        return Optional.of(new LdapSignIn(
                directory,
                policies.get(),
                configuration.get(FederationSettings.LDAP_ACCOUNT),
                configuration.get(FederationSettings.LDAP_MAX_SESSION),
                throttle));
    }

    private static FilterTemplate filter(
            Configuration configuration, Setting<String> setting, String place, List<String> problems) {
        FilterTemplate template = new FilterTemplate(configuration.get(setting));
        try {
            template.with("name", "cn=name");
        } catch (LDAPException e) {
            problems.add(setting.key() + ": is no filter: " + e.getMessage());
        }
        if (!template.text().contains(place)) {
            problems.add(setting.key() + ": has no " + (place.equals("%") ? "%d or %s" : place) + " in it");
        }
        return template;
    }

    private static Optional<DirectoryPolicies> policies(Configuration configuration, List<String> problems) {
        try {
            return Optional.of(DirectoryPolicies.parse(configuration.get(FederationSettings.LDAP_POLICIES)));
        } catch (IllegalArgumentException e) {
            problems.add(FederationSettings.LDAP_POLICIES.key() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<LdapConnections> connections(
            Configuration configuration, String server, List<String> problems) {
        try {
            return Optional.of(new LdapConnections(
                    server,
                    configuration.get(FederationSettings.LDAP_CA_FILE),
                    configuration.get(FederationSettings.LDAP_TIMEOUT)));
        } catch (LDAPException | IOException | GeneralSecurityException e) {
            problems.add(FederationSettings.LDAP_SERVER.key() + " and " + FederationSettings.LDAP_CA_FILE.key()
                    + ": cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What people of the directory may. */
    public DirectoryGrants grants() {
        return policies;
    }

    /** Name of the user in whose account they act. */
    public String account() {
        return account;
    }

    /** The longest that temporary keys hold. */
    public Duration maxSession() {
        return maxSession;
    }

    /** How long signing in is refused, whatever the password; zero if it is not. */
    public Duration lockedFor(String name, String address) {
        return throttle.lockedFor(ofDirectory(name), address);
    }

    /** Whoever is locked there is not locked here, where they may be somebody else. No user's name has a slash. */
    private static String ofDirectory(String name) {
        return "directory/" + name;
    }

    /**
     * The person of this name if the password is theirs. What is wrong counts against name and address.
     *
     * @throws DirectoryException if the directory cannot say, which counts against nobody; the reason is logged
     */
    public Optional<DirectoryUser> signIn(String name, String password, String address) throws DirectoryException {
        String counted = ofDirectory(name);
        boolean locks = throttle.attempt(counted, address);
        boolean decided = false;
        try {
            Optional<DirectoryUser> user = directory.authenticate(name, password);
            decided = user.isEmpty();
            if (user.isPresent()) {
                throttle.succeeded(counted);
            } else if (locks) {
                LOG.warn("A name of the directory is locked after failures to sign in from {}", address);
            }
            return user;
        } catch (DirectoryException e) {
            LOG.warn("Nobody of the directory can sign in: {}", e.getMessage());
            throw e;
        } finally {
            if (!decided) {
                throttle.forgive(counted, address);
            }
        }
    }
}
