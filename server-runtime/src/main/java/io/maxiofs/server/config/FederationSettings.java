package io.maxiofs.server.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What {@link ServerSettings} are, for identities that others vouch for. */
public final class FederationSettings {
    private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}{0,1000}");
    private static final String DN_OR_NOTHING = "a distinguished name, or nothing";

    public static final Setting<Integer> MAX_CONCURRENT = new Setting<>(
            "federation.max-concurrent",
            SettingTypes.integer(1, 1_000, "requests"),
            "32",
            "Sign-ins for which another server is asked, at a time; further ones are told to come back.");
    public static final Setting<Boolean> OIDC_PRIVATE = new Setting<>(
            "federation.oidc.allow-private-addresses",
            SettingTypes.bool(),
            "false",
            "Whether providers of OpenID Connect may be on this machine or in a private network.");
    public static final Setting<Duration> OIDC_TIMEOUT = new Setting<>(
            "federation.oidc.timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "5s",
            "How long a provider may take for one of its documents, from the connection to the last byte.");
    public static final Setting<Long> OIDC_DOCUMENT_BYTES = new Setting<>(
            "federation.oidc.max-document-bytes",
            SettingTypes.bytes(4 << 10, 4 << 20),
            "256KiB",
            "Longest document that is taken from a provider.");
    public static final Setting<Duration> OIDC_KEYS_MAX_AGE = new Setting<>(
            "federation.oidc.keys-max-age",
            SettingTypes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
            "1h",
            "How long a provider's keys are used without being fetched again.");
    public static final Setting<Duration> OIDC_REFRESH_INTERVAL = new Setting<>(
            "federation.oidc.refresh-interval",
            SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "30s",
            "The shortest time between two attempts to fetch a provider's keys.");
    public static final Setting<Duration> OIDC_SKEW = new Setting<>(
            "federation.oidc.clock-skew",
            SettingTypes.duration(Duration.ZERO, Duration.ofMinutes(5)),
            "1m",
            "How far a provider's clock may be off.");

    public static final Setting<String> LDAP_SERVER = new Setting<>(
            "federation.ldap.server",
            SettingTypes.text(
                    Pattern.compile("|ldaps?://[A-Za-z0-9._-]+(:[1-9][0-9]{0,4})?"),
                    "ldaps://HOST:PORT or ldap://HOST:PORT, or nothing"),
            "",
            "The directory whose people may sign in. ldap:// is used with StartTLS, never in the clear. Empty: none.");
    public static final Setting<String> LDAP_CA_FILE = new Setting<>(
            "federation.ldap.ca-file",
            SettingTypes.path(),
            "",
            "File of certificates (PEM) that the directory's leads to. Empty: those the system trusts.");
    public static final Setting<Duration> LDAP_TIMEOUT = new Setting<>(
            "federation.ldap.timeout",
            SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "5s",
            "How long the directory may take to be reached, and for each answer.");
    public static final Setting<String> LDAP_BIND_DN = new Setting<>(
            "federation.ldap.bind-dn",
            SettingTypes.text(ONE_LINE, DN_OR_NOTHING),
            "",
            "The name in the directory under which people are looked up. Empty: without one.");
    public static final Setting<String> LDAP_BIND_PASSWORD =
            new Setting<>("federation.ldap.bind-password", SettingTypes.secret(), "", "The password of that name.");
    public static final Setting<String> LDAP_USER_BASE = new Setting<>(
            "federation.ldap.user-base-dn",
            SettingTypes.text(ONE_LINE, DN_OR_NOTHING),
            "",
            "Where in the directory people are looked for, at any depth.");
    public static final Setting<String> LDAP_USER_FILTER = new Setting<>(
            "federation.ldap.user-filter",
            SettingTypes.text(ONE_LINE, "a filter with %s for the name that is typed"),
            "(uid=%s)",
            "Which entry a name stands for. It has to be one and no more.");
    public static final Setting<String> LDAP_GROUP_BASE = new Setting<>(
            "federation.ldap.group-base-dn",
            SettingTypes.text(ONE_LINE, DN_OR_NOTHING),
            "",
            "Where in the directory groups are looked for, at any depth. Empty: nowhere.");
    public static final Setting<String> LDAP_GROUP_FILTER = new Setting<>(
            "federation.ldap.group-filter",
            SettingTypes.text(ONE_LINE, "a filter with %d for the person's DN, %s for the name that is typed"),
            "(&(objectClass=groupOfNames)(member=%d))",
            "Which groups a person is in.");
    public static final Setting<Integer> LDAP_MAX_GROUPS = new Setting<>(
            "federation.ldap.max-groups",
            SettingTypes.integer(1, 10_000, "groups"),
            "200",
            "Groups a person may be in; who is in more cannot sign in.");
    public static final Setting<String> LDAP_ACCOUNT = new Setting<>(
            "federation.ldap.account",
            SettingTypes.text(ONE_LINE, "the name of a user, or nothing"),
            "",
            "The user of this server in whose account people of the directory act.");
    public static final Setting<String> LDAP_POLICIES = new Setting<>(
            "federation.ldap.policies",
            SettingTypes.text(
                    Pattern.compile("\\P{Cntrl}{0,65536}"), "DN -> POLICY, POLICY; DN -> POLICY …, or nothing"),
            "",
            "What people and groups of the directory may: names of policies of that account, or of those that come with the"
                    + " server.");
    public static final Setting<Duration> LDAP_MAX_SESSION = new Setting<>(
            "federation.ldap.max-session",
            SettingTypes.duration(Duration.ofMinutes(15), Duration.ofHours(12)),
            "12h",
            "The longest that temporary keys of people of the directory hold.");

    /** All of them in the order they are documented. */
    public static final List<Setting<?>> ALL = List.of(
            MAX_CONCURRENT,
            OIDC_PRIVATE,
            OIDC_TIMEOUT,
            OIDC_DOCUMENT_BYTES,
            OIDC_KEYS_MAX_AGE,
            OIDC_REFRESH_INTERVAL,
            OIDC_SKEW,
            LDAP_SERVER,
            LDAP_CA_FILE,
            LDAP_TIMEOUT,
            LDAP_BIND_DN,
            LDAP_BIND_PASSWORD,
            LDAP_USER_BASE,
            LDAP_USER_FILTER,
            LDAP_GROUP_BASE,
            LDAP_GROUP_FILTER,
            LDAP_MAX_GROUPS,
            LDAP_ACCOUNT,
            LDAP_POLICIES,
            LDAP_MAX_SESSION);

    private FederationSettings() {}
}
