package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.federation.Federation;
import io.maxiofs.server.federation.ldap.DirectoryException;
import io.maxiofs.server.federation.ldap.DirectoryUser;
import io.maxiofs.server.federation.ldap.LdapSignIn;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SessionService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Temporary keys for people of the directory. AWS has no such action; its form is MinIO's.
 *
 * @see <a
 *     href="https://github.com/minio/minio/blob/master/docs/sts/ldap.md">AssumeRoleWithLDAPIdentity</a>
 */
final class LdapIdentityAction {
    static final String NAME = "AssumeRoleWithLDAPIdentity";
    private static final Logger LOG = LoggerFactory.getLogger(LdapIdentityAction.class);
    private static final int MAX_NAME = 256;
    private static final int MAX_PASSWORD = 1_024;

    private final IdentityService identities;
    private final Federation federation;

    LdapIdentityAction(IdentityService identities, Federation federation) {
        this.identities = identities;
        this.federation = federation;
    }

    void run(CallParameters call, S3Request request, XmlWriter result) {
        LdapSignIn directory = federation
                .directory()
                .orElseThrow(() -> new IamException(
                        IamException.Code.NOT_IMPLEMENTED,
                        NAME + " is not configured: this server knows no directory (federation.ldap.server)."));
        String name = call.required("LDAPUsername", MAX_NAME);
        String password = call.required("LDAPPassword", MAX_PASSWORD);
        List<String> boundaries = StsActions.sessionPolicy(call);
        int longest = Math.toIntExact(directory.maxSession().toSeconds());
        int seconds =
                call.number("DurationSeconds", Math.min(StsActions.HOUR, longest), StsActions.MIN_SECONDS, longest);
        DirectoryUser user = signIn(directory, name, password, request);
        User account = account(directory);
        if (directory.grants().policies(user.facts()).isEmpty()) {
            throw new IamException(
                    IamException.Code.ACCESS_DENIED, "No policy is given to this person or one of their groups.");
        }
        SessionService.Issued issued = identities
                .sessions()
                .startFederated(
                        new SessionService.Federation(account.names().canonicalId(), null, user.facts()),
                        null,
                        user.name(),
                        boundaries,
                        Duration.ofSeconds(seconds));
        call.notes().put("subject", user.dn());
        call.notes().put("access-key", issued.session().accessKeyId());
        write(issued, account.names().canonicalId(), user, result);
        StsActions.writePackedSize(call, result);
    }

    private DirectoryUser signIn(LdapSignIn directory, String name, String password, S3Request request) {
        String address = request.origin().remoteAddress().getHostAddress();
        Duration locked = directory.lockedFor(name, address);
        if (!locked.isZero()) {
            throw new IamException(
                    IamException.Code.THROTTLING,
                    "Too many failures to sign in; come back in " + (locked.toSeconds() + 1) + " seconds.");
        }
        Optional<Optional<DirectoryUser>> answer = federation.inTurn(() -> ask(directory, name, password, address));
        return answer.orElseThrow(() -> new IamException(IamException.Code.THROTTLING, "Rate exceeded"))
                .orElseThrow(() ->
                        new IamException(IamException.Code.ACCESS_DENIED, "User name or password are not right."));
    }

    private static Optional<DirectoryUser> ask(LdapSignIn directory, String name, String password, String address) {
        try {
            return directory.signIn(name, password, address);
        } catch (DirectoryException e) {
            LOG.debug("Signing in through the directory failed", e);
            throw new IamException(
                    IamException.Code.IDP_COMMUNICATION, "The directory cannot be asked now; see the server's log.");
        }
    }

    private User account(LdapSignIn directory) {
        Optional<User> account = identities.byName(directory.account()).filter(User::isActive);
        if (account.isEmpty()) {
            LOG.warn(
                    "Nobody of the directory can sign in: there is no active user {}, whom federation.ldap.account names",
                    directory.account());
        }
        return account.orElseThrow(() -> new IamException(
                IamException.Code.ACCESS_DENIED, "The account for people of the directory cannot be used."));
    }

    private static void write(SessionService.Issued issued, String account, DirectoryUser user, XmlWriter result) {
        result.start("AssumedRoleUser")
                .element("Arn", IamArn.ofDirectoryUser(account, user.name()))
                .element("AssumedRoleId", Accounts.number(account) + ":" + user.name())
                .end();
        StsActions.write(issued, result);
    }
}
