package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.SessionService;
import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PolicyEvaluator;
import io.maxiofs.server.policy.PolicyEvaluator.Answer;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Temporary keys.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
final class StsActions {
    static final int MIN_SECONDS = 900;
    static final int HOUR = 3_600;
    private static final int MAX_OWN_SECONDS = 129_600;
    private static final int DEFAULT_OWN_SECONDS = 43_200;
    private static final int MAX_SESSION_NAME = 64;

    private final IdentityService identities;
    private final AttachedPolicies policies;

    StsActions(IdentityService identities, AttachedPolicies policies) {
        this.identities = identities;
        this.policies = policies;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "GetCallerIdentity", this::callerIdentity,
                "GetSessionToken", this::sessionToken,
                "AssumeRole", this::assumeRole);
    }

    /** Needs no permission, as at AWS. */
    private void callerIdentity(IamCall call, XmlWriter result) {
        IamCaller caller = call.caller();
        String number = caller.identity().names().accountId();
        String userId = caller.identity().names().userId();
        result.element("Arn", caller.arn())
                .element("UserId", userId.isEmpty() ? number : userId)
                .element("Account", number);
    }

    /** The same rights for a while. Whatever narrows the key narrows the session. */
    private void sessionToken(IamCall call, XmlWriter result) {
        if (call.caller().session() != null) {
            throw new IamException(
                    IamException.Code.ACCESS_DENIED, "Cannot call GetSessionToken with session credentials");
        }
        if (call.value("SerialNumber") != null || call.value("TokenCode") != null) {
            throw new IamException(
                    IamException.Code.NOT_IMPLEMENTED, "Sessions with a second factor are not implemented.");
        }
        int seconds = call.number("DurationSeconds", DEFAULT_OWN_SECONDS, MIN_SECONDS, MAX_OWN_SECONDS);
        write(
                identities
                        .sessions()
                        .start(call.caller().sourceKey(), null, "", List.of(), Duration.ofSeconds(seconds)),
                result);
    }

    private void assumeRole(IamCall call, XmlWriter result) {
        String arn = call.required("RoleArn");
        String name = sessionName(call.parameters());
        if (call.value("PolicyArns.member.1.arn") != null || call.value("SerialNumber") != null) {
            throw new IamException(
                    IamException.Code.NOT_IMPLEMENTED,
                    "PolicyArns and SerialNumber of AssumeRole are not implemented.");
        }
        if (call.caller().sourceKey().isEmpty()) {
            throw new IamException(
                    IamException.Code.ACCESS_DENIED,
                    "Cannot call AssumeRole with the credentials of a sign-in or of another provider's word");
        }
        IamEntity role = role(call, arn);
        requireTrust(call, role);
        int longest = call.caller().session() == null ? RoleActions.roleOf(role).maxSessionSeconds() : HOUR;
        int seconds = call.number("DurationSeconds", HOUR, MIN_SECONDS, longest);
        List<String> boundaries = sessionPolicy(call.parameters());
        SessionService.Issued issued = identities
                .sessions()
                .start(call.caller().sourceKey(), role.id(), name, boundaries, Duration.ofSeconds(seconds));
        write(issued, result);
        result.start("AssumedRoleUser")
                .element("AssumedRoleId", role.id() + ":" + name)
                .element("Arn", IamArn.ofSession(role, name))
                .end();
        writePackedSize(call.parameters(), result);
    }

    static String sessionName(CallParameters call) {
        return IamNames.check("roleSessionName", call.required("RoleSessionName"), MAX_SESSION_NAME);
    }

    /** What a session is narrowed to; empty if to nothing. */
    static List<String> sessionPolicy(CallParameters call) {
        String policy = call.orEmpty("Policy");
        return policy.isEmpty()
                ? List.of()
                : List.of(IamNames.policy(policy, PolicyDocument.Kind.IDENTITY, IamNames.MAX_SESSION_POLICY));
    }

    /** How much of the room for such a policy is used, in percent. */
    static void writePackedSize(CallParameters call, XmlWriter result) {
        String policy = call.orEmpty("Policy");
        if (!policy.isEmpty()) {
            result.element("PackedPolicySize", (long) policy.length() * 100 / IamNames.MAX_SESSION_POLICY);
        }
    }

    /** A role that is not there is refused as one that may not be taken. */
    private IamEntity role(IamCall call, String arn) {
        String own = "arn:aws:iam:::";
        String complete = arn.startsWith(own)
                ? "arn:aws:iam::" + call.caller().identity().names().accountId() + ":" + arn.substring(own.length())
                : arn;
        if (IamArn.parse(complete)
                .filter(name -> name.kind().equals(Kind.ROLE.arnName()))
                .isEmpty()) {
            throw IamException.invalid(arn + " is invalid");
        }
        return policies.entity(complete, Kind.ROLE).orElseThrow(() -> call.denied(arn));
    }

    /**
     * The role must trust the caller. Who is named by the role itself, in the same account, needs no more; everybody else
     * who is not an account's own user needs a policy that allows it, too.
     */
    private void requireTrust(IamCall call, IamEntity role) {
        String arn = IamArn.of(role);
        IamContext context = new IamContext("sts:AssumeRole", arn, call.caller(), call.request(), facts(call));
        PolicyDocument trust = PolicyDocument.parse(RoleActions.roleOf(role).trust(), PolicyDocument.Kind.TRUST);
        if (PolicyEvaluator.evaluate(trust, context) != Answer.ALLOW) {
            throw call.denied(arn);
        }
        Answer own = call.caller().identity().answer(context);
        boolean sameAccount = role.account().equals(call.caller().account());
        // The permissions boundary of a role holds for what is given to all its sessions, that of a user not for what
        // is
        // given to the very user.
        boolean free =
                call.caller().member() != null || !call.caller().identity().isCapped(context);
        boolean named =
                sameAccount && free && PolicyEvaluator.evaluate(trust, new NamedItself(context)) == Answer.ALLOW;
        boolean allowed =
                own == Answer.ALLOW || (own == Answer.SILENT && (call.caller().isRoot() || named));
        if (!allowed) {
            throw call.denied(arn);
        }
        for (List<PolicyDocument> boundary : call.caller().identity().boundaries()) {
            if (PolicyEvaluator.evaluate(boundary, context) != Answer.ALLOW) {
                throw call.denied(arn);
            }
        }
    }

    /** What a trust policy may ask of the call. */
    private static Map<ConditionKey, List<String>> facts(IamCall call) {
        Map<ConditionKey, List<String>> facts = new HashMap<>();
        call.optional("RoleSessionName")
                .ifPresent(name -> facts.put(ConditionKey.of("sts:RoleSessionName"), List.of(name)));
        call.optional("ExternalId").ifPresent(id -> facts.put(ConditionKey.of("sts:ExternalId"), List.of(id)));
        return facts;
    }

    static void write(SessionService.Issued issued, XmlWriter result) {
        result.start("Credentials")
                .element("AccessKeyId", issued.session().accessKeyId())
                .element("SecretAccessKey", new String(issued.secret().bytes(), StandardCharsets.UTF_8))
                .element("SessionToken", new String(issued.token().bytes(), StandardCharsets.UTF_8))
                .element("Expiration", issued.session().expires())
                .end();
    }
}
