package io.maxiofs.server.iam;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.OidcProvider;
import java.util.Optional;

/**
 * The resource name of something inside an account.
 *
 * @param accountNumber twelve digits; {@code aws} for policies that come with the server; perhaps empty
 * @param kind such as {@code user}
 * @param path begins and ends with a slash
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM identifiers</a>
 */
public record IamArn(String accountNumber, String kind, String path, String name) {
    private static final String PREFIX = "arn:aws:iam::";

    /** Empty if {@code text} is no such name. */
    public static Optional<IamArn> parse(String text) {
        int colon = text.startsWith(PREFIX) ? text.indexOf(':', PREFIX.length()) : -1;
        int kindEnd = colon < 0 ? -1 : text.indexOf('/', colon);
        if (kindEnd < 0) {
            return Optional.empty();
        }
        int nameStart = text.lastIndexOf('/') + 1;
        return nameStart == text.length()
                ? Optional.empty()
                : Optional.of(new IamArn(
                        text.substring(PREFIX.length(), colon),
                        text.substring(colon + 1, kindEnd),
                        text.substring(kindEnd, nameStart),
                        text.substring(nameStart)));
    }

    /** The name of an entity. */
    public static String of(IamEntity entity) {
        return of(entity.account(), entity.kind().arnName(), entity.detail().path(), entity.name());
    }

    /** The name of an entity that need not be there. */
    public static String of(String account, String kind, String path, String name) {
        return PREFIX + Accounts.number(account) + ":" + kind + path + name;
    }

    /** The name of an account's own user. */
    public static String ofRoot(String account) {
        return PREFIX + Accounts.number(account) + ":root";
    }

    /** The name of a provider of OpenID Connect. */
    public static String of(OidcProvider provider) {
        return ofProvider(provider.account(), provider.url());
    }

    /** The name of a provider of OpenID Connect that need not be there. */
    public static String ofProvider(String account, String url) {
        return PREFIX + Accounts.number(account) + ":oidc-provider/" + url;
    }

    /** The name of somebody whom the directory knows, in an account. */
    public static String ofDirectoryUser(String account, String name) {
        return "arn:aws:sts::" + Accounts.number(account) + ":federated-user/" + name;
    }

    /** The name of a role's session. */
    public static String ofSession(IamEntity role, String sessionName) {
        return "arn:aws:sts::" + Accounts.number(role.account()) + ":assumed-role/" + role.name() + "/" + sessionName;
    }
}
