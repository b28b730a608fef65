package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.federation.Federation;
import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityException;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.OidcProvider;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SessionService.Session;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.PercentEncoding;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the actions of IAM and STS.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/Welcome.html">IAM</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">STS</a>
 */
public final class QueryProtocolHandler implements OperationHandler.Blocking {
    /** Bound of the form; the edge has a smaller one. */
    private static final int MAX_BYTES = 1 << 20;

    /** Of what the watch is told; what somebody asks about need not be there, and so may be of any length. */
    private static final int MAX_ABOUT = 300;

    /** Further ways to temporary keys that clients know. */
    private static final Set<String> NOT_BUILT = Set.of("AssumeRoleWithSAML", "GetFederationToken");

    private final IdentityService identities;
    private final AttachedPolicies attached;
    private final Watch watch;
    private final Map<String, Action> actions = new HashMap<>();

    /** Does what an action is for and writes its result. */
    @FunctionalInterface
    interface Body {
        /** @throws IamException to answer with an error */
        void run(IamCall call, XmlWriter result);
    }

    /** The same for actions that bring their own proof of who asks, and so need no signature. */
    @FunctionalInterface
    interface UnsignedBody {
        /** @throws IamException to answer with an error */
        void run(CallParameters parameters, S3Request request, XmlWriter result);
    }

    private record Action(QueryService service, UnsignedBody body) {}

    /** Told of each action that was answered. */
    @FunctionalInterface
    public interface Watch {
        /**
         * An action was answered.
         *
         * @param action such as {@code iam:CreateUser}; empty if none was named
         * @param about such as {@code user/ann}; empty for nothing
         * @param status of the answer
         * @param notes what else is known of it; no secrets
         */
        void answered(S3Request request, String action, String about, int status, Map<String, String> notes);
    }

    /** @param watch told of what is answered */
    public QueryProtocolHandler(
            IdentityService identities, AttachedPolicies attached, Federation federation, Watch watch) {
        this.watch = watch;
        this.identities = identities;
        this.attached = attached;
        IamTargets targets = new IamTargets(identities);
        BoundaryActions boundaries = new BoundaryActions(identities, attached, targets);
        iam(boundaries.table());
        iam(new TagActions(identities, attached, targets).table());
        iam(new UserActions(identities, targets, boundaries).table());
        iam(new AccessKeyActions(identities, targets).table());
        iam(new GroupActions(identities, targets).table());
        iam(new RoleActions(identities, targets, boundaries).table());
        iam(new InlinePolicyActions(identities, targets).table());
        iam(new AttachmentActions(identities, attached, targets).table());
        iam(new ManagedPolicyActions(identities, attached).table());
        iam(new OpenIdProviderActions(identities).table());
        iam(new AccountActions(identities, attached).table());
        new StsActions(identities, attached).table().forEach((name, body) -> signed(QueryService.STS, name, body));
        actions.put(
                WebIdentityAction.NAME,
                new Action(QueryService.STS, new WebIdentityAction(identities, attached, federation)::run));
        actions.put(
                LdapIdentityAction.NAME,
                new Action(QueryService.STS, new LdapIdentityAction(identities, federation)::run));
    }

    private void iam(Map<String, Body> table) {
        table.forEach((name, body) -> signed(QueryService.IAM, name, body));
    }

    private void signed(QueryService service, String name, Body body) {
        boolean changes = service == QueryService.IAM && !name.startsWith("Get") && !name.startsWith("List");
        String permission = service.prefix() + ":" + name;
        actions.put(
                name,
                new Action(
                        service,
                        (parameters, request, result) -> body.run(
                                new IamCall(permission, changes, parameters, caller(request.principal()), request),
                                result)));
    }

    /** Names of all actions that are served. */
    Set<String> actionNames() {
        return Set.copyOf(actions.keySet());
    }

    @Override
    public S3Response handle(S3Request request) {
        QueryParameters parameters = parameters(request);
        Map<String, String> notes = new HashMap<>();
        S3Response response = answer(request, new CallParameters(parameters, notes));
        String name = parameters.value("Action");
        Action action = name == null ? null : actions.get(name);
        if (name != null && action != null) {
            watch.answered(
                    request, action.service().prefix() + ":" + name, about(parameters), response.status(), notes);
        }
        return response;
    }

    private static String about(QueryParameters parameters) {
        for (String kind : List.of("User", "Group", "Role", "Policy")) {
            String name = parameters.value(kind + "Name");
            if (name != null) {
                return shortened(kind.toLowerCase(Locale.ROOT) + "/" + name);
            }
        }
        String role = parameters.value("RoleArn");
        if (role != null) {
            return shortened("role/" + role.substring(role.lastIndexOf('/') + 1));
        }
        String person = parameters.value("LDAPUsername");
        if (person != null) {
            return shortened("directory-user/" + person);
        }
        String provider = providerOf(parameters);
        if (provider != null) {
            return shortened("oidc-provider/" + provider);
        }
        String key = parameters.value("AccessKeyId");
        return key == null ? "" : "access-key/" + key;
    }

    private static @Nullable String providerOf(QueryParameters parameters) {
        String arn = parameters.value("OpenIDConnectProviderArn");
        if (arn != null) {
            return arn.substring(arn.indexOf('/') + 1);
        }
        String url = parameters.value("Url");
        return url != null && url.startsWith(OidcProvider.SCHEME) ? url.substring(OidcProvider.SCHEME.length()) : url;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ABOUT ? text : text.substring(0, MAX_ABOUT);
    }

    private S3Response answer(S3Request request, CallParameters parameters) {
        String requestId = request.origin().requestId();
        QueryService service = QueryService.IAM;
        try {
            String name = parameters.value("Action");
            if (name == null || name.isEmpty()) {
                throw new IamException(IamException.Code.MISSING_ACTION, "The request is missing an action.");
            }
            Action action = find(name, parameters.value("Version"));
            service = action.service();
            return S3Response.ofXml(answer(name, action, parameters, request));
        } catch (IamException e) {
            return QueryError.of(e, requestId, service);
        } catch (IdentityException e) {
            return QueryError.of(explain(e), requestId, service);
        }
    }

    private Action find(String name, @Nullable String version) {
        if (NOT_BUILT.contains(name)) {
            throw new IamException(IamException.Code.NOT_IMPLEMENTED, name + " is not implemented.");
        }
        Action action = actions.get(name);
        if (action == null
                || (version != null && !version.equals(action.service().version()))) {
            throw new IamException(
                    IamException.Code.INVALID_ACTION,
                    "Could not find operation " + name + " for version "
                            + (version == null ? "NO_VERSION_SPECIFIED" : version));
        }
        return action;
    }

    private static byte[] answer(String name, Action action, CallParameters parameters, S3Request request) {
        XmlWriter xml = XmlWriter.document(name + "Response", action.service().namespace());
        xml.start(name + "Result");
        action.body().run(parameters, request, xml);
        return xml.end()
                .start("ResponseMetadata")
                .element("RequestId", request.origin().requestId())
                .end()
                .toBytes();
    }

    private static QueryParameters parameters(S3Request request) {
        String form = new String(request.body().readAll(MAX_BYTES), StandardCharsets.ISO_8859_1);
        Map<String, List<String>> all = new HashMap<>(request.query().values());
        PercentEncoding.parseQuery(form.strip()).values().forEach((name, values) -> {
            List<String> together = new ArrayList<>(values);
            together.addAll(all.getOrDefault(name, List.of()));
            all.put(name, together);
        });
        return new QueryParameters(all);
    }

    private IamCaller caller(Principal principal) {
        if (principal.isAnonymous()) {
            throw new IamException(
                    IamException.Code.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
        }
        String account = principal.owner().canonicalId();
        User owner = identities
                .byCanonicalId(account)
                .orElseThrow(() -> new IamException(IamException.Code.ACCESS_DENIED, "Access Denied"));
        Session session = identities.sessions().byKey(principal.accessKeyId()).orElse(null);
        boolean ofRole = session != null && session.roleId() != null;
        String key = session == null ? principal.accessKeyId() : session.sourceKey();
        String memberName = ofRole
                ? null
                : identities.key(key).map(found -> found.memberName()).orElse(null);
        return new IamCaller(
                principal,
                attached.of(principal),
                owner,
                memberName == null
                        ? null
                        : identities
                                .accounts()
                                .byName(account, Kind.USER, memberName)
                                .orElse(null),
                session);
    }

    private static IamException explain(IdentityException e) {
        IamException.Code code = switch (e.reason()) {
            case NOT_FOUND -> IamException.Code.NO_SUCH_ENTITY;
            case EXISTS -> IamException.Code.ENTITY_ALREADY_EXISTS;
            case INVALID -> IamException.Code.VALIDATION_ERROR;
            case LIMIT -> IamException.Code.LIMIT_EXCEEDED;
            case IN_USE, LAST_ADMINISTRATOR -> IamException.Code.DELETE_CONFLICT;
        };
        return new IamException(code, String.valueOf(e.getMessage()));
    }
}
