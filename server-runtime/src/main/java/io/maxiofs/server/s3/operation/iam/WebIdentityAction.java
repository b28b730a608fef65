package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.federation.Federation;
import io.maxiofs.server.federation.oidc.WebIdentity;
import io.maxiofs.server.federation.oidc.WebIdentityException;
import io.maxiofs.server.federation.oidc.WebIdentityVerifier;
import io.maxiofs.server.federation.oidc.WebIdentityVerifier.Claimed;
import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.OidcProvider;
import io.maxiofs.server.identity.SessionService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.policy.PolicyEvaluator;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Temporary keys of a role for whoever brings a token of a provider that the role trusts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
final class WebIdentityAction {
    static final String NAME = "AssumeRoleWithWebIdentity";
    private static final String PERMISSION = "sts:" + NAME;
    private static final int MAX_ARN = 2_048;

    private final IdentityService identities;
    private final AttachedPolicies policies;
    private final Federation federation;

    WebIdentityAction(IdentityService identities, AttachedPolicies policies, Federation federation) {
        this.identities = identities;
        this.policies = policies;
        this.federation = federation;
    }

    /** What is verified: a token and whose it is. */
    private record Verified(OidcProvider provider, WebIdentity identity) {
        String arn() {
            return IamArn.of(provider);
        }

        /** What the provider says, as keys of conditions. */
        Map<String, List<String>> facts() {
            Map<String, List<String>> facts = new HashMap<>();
            identity.facts().forEach((claim, values) -> facts.put(provider.url() + ":" + claim, values));
            facts.put("aws:FederatedProvider", List.of(arn()));
            return facts;
        }
    }

    void run(CallParameters call, S3Request request, XmlWriter result) {
        String arn = call.required("RoleArn", MAX_ARN);
        String name = StsActions.sessionName(call);
        String token = call.required("WebIdentityToken", WebIdentityVerifier.MAX_TOKEN);
        if (call.value("ProviderId") != null || call.value("PolicyArns.member.1.arn") != null) {
            throw new IamException(
                    IamException.Code.NOT_IMPLEMENTED,
                    "ProviderId and PolicyArns of " + NAME + " are not implemented.");
        }
        List<String> boundaries = StsActions.sessionPolicy(call);
        Verified verified = federation
                .inTurn(() -> verify(arn, token))
                .orElseThrow(() -> new IamException(IamException.Code.THROTTLING, "Rate exceeded"));
        call.notes().put("subject", verified.identity().subject());
        call.notes().put("provider", verified.arn());
        IamEntity role = trusting(arn, verified, name, request);
        int longest = RoleActions.roleOf(role).maxSessionSeconds();
        int seconds = call.number("DurationSeconds", StsActions.HOUR, StsActions.MIN_SECONDS, longest);
        SessionService.Issued issued = identities
                .sessions()
                .startFederated(
                        new SessionService.Federation(
                                role.account(), verified.provider().id(), verified.facts()),
                        role.id(),
                        name,
                        boundaries,
                        Duration.ofSeconds(seconds));
        call.notes().put("access-key", issued.session().accessKeyId());
        write(issued, role, verified.identity(), result);
        StsActions.writePackedSize(call, result);
    }

    /** The account is named by the role, and knows the provider. */
    private Verified verify(String roleArn, String token) {
        try {
            Claimed claimed = federation.tokens().read(token);
            OidcProvider provider = provider(roleArn, claimed.issuer())
                    .orElseThrow(() -> new IamException(
                            IamException.Code.INVALID_IDENTITY_TOKEN,
                            "No OpenIDConnect provider found in your account for " + claimed.issuer()));
            return new Verified(provider, federation.tokens().verify(provider, claimed));
        } catch (WebIdentityException e) {
            IamException.Code code = switch (e.reason()) {
                case INVALID -> IamException.Code.INVALID_IDENTITY_TOKEN;
                case EXPIRED -> IamException.Code.EXPIRED_TOKEN;
                case PROVIDER_NOT_REACHED -> IamException.Code.IDP_COMMUNICATION;
            };
            throw new IamException(code, String.valueOf(e.getMessage()));
        }
    }

    private Optional<OidcProvider> provider(String roleArn, String issuer) {
        if (!issuer.startsWith(OidcProvider.SCHEME)) {
            return Optional.empty();
        }
        return IamArn.parse(roleArn)
                .flatMap(name -> identities.accounts().ownerOf(name.accountNumber()))
                .filter(User::isActive)
                .flatMap(owner -> identities
                        .accounts()
                        .providers()
                        .byUrl(owner.names().canonicalId(), issuer.substring(OidcProvider.SCHEME.length())));
    }

    /** A role that is not there is refused as one that does not trust. */
    private IamEntity trusting(String arn, Verified verified, String sessionName, S3Request request) {
        Map<ConditionKey, List<String>> facts = new HashMap<>();
        verified.facts().forEach((key, values) -> facts.put(ConditionKey.of(key), values));
        facts.put(ConditionKey.of("sts:RoleSessionName"), List.of(sessionName));
        return policies.entity(arn, Kind.ROLE)
                .filter(role -> role.account().equals(verified.provider().account()))
                .filter(role -> {
                    PolicyDocument trust =
                            PolicyDocument.parse(RoleActions.roleOf(role).trust(), PolicyDocument.Kind.TRUST);
                    TrustQuestion question =
                            new TrustQuestion(PERMISSION, IamArn.of(role), verified.arn(), request, facts);
                    return PolicyEvaluator.evaluate(trust, question) == PolicyEvaluator.Answer.ALLOW;
                })
                .orElseThrow(() ->
                        new IamException(IamException.Code.ACCESS_DENIED, "Not authorized to perform " + PERMISSION));
    }

    private static void write(SessionService.Issued issued, IamEntity role, WebIdentity identity, XmlWriter result) {
        String name = issued.session().name();
        StsActions.write(issued, result);
        result.element("SubjectFromWebIdentityToken", identity.subject());
        result.start("AssumedRoleUser")
                .element("AssumedRoleId", role.id() + ":" + name)
                .element("Arn", IamArn.ofSession(role, name))
                .end()
                .element("Provider", identity.issuer())
                .element("Audience", identity.audience());
    }
}
