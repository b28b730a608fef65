package io.maxiofs.server.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SessionService.Federation;
import io.maxiofs.server.identity.SessionService.Session;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.policy.AccessIdentity;
import io.maxiofs.server.policy.AccessIdentity.Names;
import io.maxiofs.server.policy.AccessIdentity.Reach;
import io.maxiofs.server.policy.AccessIdentity.Standing;
import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.policy.IdentityPolicies;
import io.maxiofs.server.policy.MalformedPolicyException;
import io.maxiofs.server.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users, groups, keys, roles and sessions have attached, as the authorizer asks for it. Made once per key and state of
 * the identities. What is stored and cannot be understood allows nothing.
 */
public final class AttachedPolicies implements IdentityPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedPolicies.class);
    private static final String SIGNED_IN = "user/";
    private static final int KEPT_DOCUMENTS = 10_000;

    /** For keys that are gone between two looks, and policies that cannot be read. */
    private static final AccessIdentity NOTHING = new AccessIdentity(
            Standing.GRANTED_ONLY, Reach.ACCOUNT, new Names("", "", Set.of()), List.of(), List.of(List.of()), Map.of());

    private static final String TENANT_ADMINISTRATOR = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\":"
            + " \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";

    /** Sees all of their tenant, and changes nothing, not even what is their own. */
    private static final String READER = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
            + " \"Action\": [\"s3:Get*\", \"s3:List*\"], \"Resource\": \"*\"}, {\"Effect\": \"Deny\", \"NotAction\":"
            + " [\"s3:Get*\", \"s3:List*\"], \"Resource\": \"*\"}]}";

    private final IdentityService identities;
    private final DirectoryGrants grants;
    private final AccountDirectory accounts;
    private final Cache<String, Optional<PolicyDocument>> documents =
            Caffeine.newBuilder().maximumSize(KEPT_DOCUMENTS).build();
    private volatile Known known;

    /** What follows from one state of the identities. */
    private record Known(long version, Map<String, AccessIdentity> byKey) {}

    /** @param grants what people of the directory may */
    public AttachedPolicies(IdentityService identities, DirectoryGrants grants) {
        this.grants = grants;
        this.identities = identities;
        this.accounts = identities.accounts();
        this.known = new Known(accounts.version(), new ConcurrentHashMap<>());
    }

    @Override
    public AccessIdentity of(Principal principal) {
        if (principal.isAnonymous()) {
            return AccessIdentity.ORDINARY;
        }
        if (principal.accessKeyId().isEmpty() && principal.userName().isEmpty()) {
            return principal.isAdmin() ? AccessIdentity.ORDINARY : NOTHING;
        }
        // No access key has a slash in its id.
        String name = principal.accessKeyId().isEmpty() ? SIGNED_IN + principal.userName() : principal.accessKeyId();
        Known current = known;
        long version = accounts.version();
        if (current.version() != version) {
            current = new Known(version, new ConcurrentHashMap<>());
            known = current;
        }
        AccessIdentity found = current.byKey().get(name);
        if (found == null) {
            found = make(name);
            if (accounts.version() == version) {
                current.byKey().put(name, found);
            }
        }
        return found;
    }

    private AccessIdentity make(String accessKeyId) {
        if (accessKeyId.startsWith(SIGNED_IN)) {
            return ofSignedIn(accessKeyId.substring(SIGNED_IN.length()));
        }
        Session session = identities.sessions().byKey(accessKeyId).orElse(null);
        if (session == null) {
            return identities.key(accessKeyId).map(this::ofKey).orElse(NOTHING);
        }
        if (session.userName() != null) {
            return ofSignedIn(session.userName());
        }
        String roleId = session.roleId();
        Federation federation = session.federation();
        if (federation != null) {
            AccessIdentity guest = roleId == null
                    ? ofDirectory(federation, session.name())
                    : accounts.byId(roleId)
                            .map(role -> ofRole(role, session.name()))
                            .orElse(NOTHING);
            return narrowed(guest.with(facts(federation)), session.boundaries());
        }
        AccessIdentity base = roleId == null
                ? identities.key(session.sourceKey()).map(this::ofKey).orElse(NOTHING)
                : accounts.byId(roleId)
                        .map(role -> ofRole(role, session.name()))
                        .orElse(NOTHING);
        return narrowed(base, session.boundaries());
    }

    private AccessIdentity ofDirectory(Federation federation, String name) {
        String account = federation.account();
        String number = Accounts.number(account);
        List<String> texts = grants.policies(federation.facts()).stream()
                .map(policy -> named(account, policy).orElse(""))
                .toList();
        Names names = new Names(number, number + ":" + name, Set.of(IamArn.ofDirectoryUser(account, name)));
        return identity(Standing.GRANTED_ONLY, Reach.ACCOUNT, names, texts, Map.of());
    }

    /** The document of a policy of an account, or of one that comes with the server. */
    private Optional<String> named(String account, String policy) {
        return accounts.byName(account, Kind.POLICY, policy)
                .map(IamEntity::defaultDocument)
                .or(() -> ManagedPolicies.named(policy));
    }

    private static Map<ConditionKey, List<String>> facts(Federation federation) {
        Map<ConditionKey, List<String>> facts = new HashMap<>();
        federation.facts().forEach((name, values) -> facts.put(ConditionKey.of(name), values));
        return facts;
    }

    private AccessIdentity ofSignedIn(String userName) {
        return identities.byName(userName).map(this::ofAccount).orElse(NOTHING);
    }

    private AccessIdentity ofKey(AccessKey key) {
        User user = identities.byName(key.userName()).orElse(null);
        if (user == null) {
            return NOTHING;
        }
        String account = user.names().canonicalId();
        String memberName = key.memberName();
        AccessIdentity whole = memberName == null
                ? ofAccount(user)
                : accounts.byName(account, Kind.USER, memberName)
                        .map(this::ofMember)
                        .orElse(NOTHING);
        String policy = key.policy();
        return policy == null ? whole : narrowed(whole, List.of(policy));
    }

    private AccessIdentity ofAccount(User user) {
        String account = user.names().canonicalId();
        String keptIn = IamEntity.ofTenant(user.tenant());
        List<String> texts = new ArrayList<>();
        if (user.isTenantAdmin()) {
            texts.add(TENANT_ADMINISTRATOR);
        }
        if (user.isReader()) {
            texts.add(READER);
        }
        accounts.byName(keptIn, Kind.ACCOUNT, account).ifPresent(entity -> addOwn(entity, texts));
        accounts.groupsOf(keptIn, account).forEach(group -> addOwn(group, texts));
        return identity(
                Standing.OWNER, Reach.TENANT, new Names(Accounts.number(account), "", Set.of()), texts, Map.of());
    }

    private AccessIdentity ofMember(IamEntity member) {
        List<String> texts = new ArrayList<>();
        addOwn(member, texts);
        accounts.groupsOf(member.account(), member.id()).forEach(group -> addOwn(group, texts));
        Names names = new Names(Accounts.number(member.account()), member.id(), Set.of(IamArn.of(member)));
        return under(
                member.detail().policies().boundary(),
                identity(Standing.GRANTED_ONLY, Reach.ACCOUNT, names, texts, tags(member)));
    }

    private AccessIdentity ofRole(IamEntity role, String sessionName) {
        List<String> texts = new ArrayList<>();
        addOwn(role, texts);
        Names names = new Names(
                Accounts.number(role.account()),
                role.id() + ":" + sessionName,
                Set.of(IamArn.ofSession(role, sessionName), IamArn.of(role)));
        return under(
                role.detail().policies().boundary(),
                identity(Standing.GRANTED_ONLY, Reach.ACCOUNT, names, texts, tags(role)));
    }

    /** Under a permissions boundary; one that is gone or cannot be read allows nothing. */
    private AccessIdentity under(@Nullable String boundaryArn, AccessIdentity whole) {
        if (boundaryArn == null) {
            return whole;
        }
        String text = attached(boundaryArn).orElse(null);
        PolicyDocument ceiling = text == null ? null : document(text);
        if (ceiling == null) {
            return narrowed(whole, List.of(""));
        }
        return new AccessIdentity(
                whole.standing(),
                whole.reach(),
                whole.names(),
                whole.policies(),
                whole.boundaries(),
                whole.facts(),
                ceiling);
    }

    private static Map<ConditionKey, List<String>> tags(IamEntity entity) {
        Map<ConditionKey, List<String>> facts = new HashMap<>();
        entity.detail()
                .tags()
                .forEach((key, value) -> facts.put(ConditionKey.of("aws:PrincipalTag/" + key), List.of(value)));
        return facts;
    }

    private void addOwn(IamEntity entity, List<String> texts) {
        texts.addAll(entity.detail().inline().values());
        for (String arn : entity.detail().attached()) {
            texts.add(attached(arn).orElse(""));
        }
    }

    /** The document of a policy that can be attached. */
    public Optional<String> attached(String arn) {
        Optional<String> managed = ManagedPolicies.document(arn);
        return managed.isPresent() ? managed : entity(arn, Kind.POLICY).map(IamEntity::defaultDocument);
    }

    /** What a resource name stands for. */
    public Optional<IamEntity> entity(String arn, Kind kind) {
        return IamArn.parse(arn)
                .filter(name -> name.kind().equals(kind.arnName()))
                .flatMap(name -> accounts.ownerOf(name.accountNumber())
                        .flatMap(owner -> accounts.byName(owner.names().canonicalId(), kind, name.name()))
                        .filter(entity -> entity.detail().path().equals(name.path())));
    }

    private AccessIdentity identity(
            Standing standing, Reach reach, Names names, List<String> texts, Map<ConditionKey, List<String>> facts) {
        List<PolicyDocument> policies = new ArrayList<>();
        List<List<PolicyDocument>> boundaries = new ArrayList<>();
        for (String text : texts) {
            PolicyDocument document = document(text);
            if (document == null) {
                // It might have been a deny.
                boundaries.add(List.of());
            } else {
                policies.add(document);
            }
        }
        return new AccessIdentity(standing, reach, names, policies, boundaries, facts);
    }

    private AccessIdentity narrowed(AccessIdentity whole, List<String> policies) {
        if (policies.isEmpty()) {
            return whole;
        }
        List<List<PolicyDocument>> boundaries = new ArrayList<>(whole.boundaries());
        for (String text : policies) {
            PolicyDocument document = document(text);
            boundaries.add(document == null ? List.of() : List.of(document));
        }
        return new AccessIdentity(
                whole.standing(),
                whole.reach(),
                whole.names(),
                whole.policies(),
                boundaries,
                whole.facts(),
                whole.ceiling());
    }

    private @Nullable PolicyDocument document(String text) {
        Optional<PolicyDocument> read = documents.get(text, AttachedPolicies::parse);
        return read == null ? null : read.orElse(null);
    }

    private static Optional<PolicyDocument> parse(String text) {
        try {
            return Optional.of(PolicyDocument.parse(text, PolicyDocument.Kind.IDENTITY));
        } catch (MalformedPolicyException e) {
            LOG.warn("An attached policy cannot be read, so whom it is attached to may do nothing: {}", e.reason());
            return Optional.empty();
        }
    }
}
