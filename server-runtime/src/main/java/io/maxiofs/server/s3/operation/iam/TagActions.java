package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.policy.ConditionKey;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tags of users inside accounts, roles and policies. Those of users and roles are what {@code aws:PrincipalTag} compares, from
 * the next request on.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
final class TagActions {
    private static final String KEYS = "TagKeys";

    private final AccountDirectory accounts;
    private final AttachedPolicies policies;
    private final IamTargets targets;

    TagActions(IdentityService identities, AttachedPolicies policies, IamTargets targets) {
        this.accounts = identities.accounts();
        this.policies = policies;
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        Map<String, QueryProtocolHandler.Body> table = new HashMap<>();
        Map.of("User", Kind.USER, "Role", Kind.ROLE, "Policy", Kind.POLICY).forEach((what, kind) -> {
            table.put("Tag" + what, (call, result) -> tag(call, kind));
            table.put("Untag" + what, (call, result) -> untag(call, kind));
            table.put("List" + what + "Tags", (call, result) -> list(call, kind, result));
        });
        return table;
    }

    private void tag(IamCall call, Kind kind) {
        Map<String, String> added = call.tags();
        if (added.isEmpty()) {
            throw IamException.invalid("1 validation error detected: Value null at 'tags' failed to satisfy constraint:"
                    + " Member must not be null");
        }
        Map<ConditionKey, List<String>> facts = new HashMap<>();
        added.forEach((key, value) -> facts.put(ConditionKey.of("aws:RequestTag/" + key), List.of(value)));
        facts.put(ConditionKey.of("aws:TagKeys"), List.copyOf(added.keySet()));
        change(call, target(call, kind, facts), tags -> with(tags, added));
    }

    /** Keys that differ in case only are one; the case that was sent last is kept. */
    private static Map<String, String> with(Map<String, String> tags, Map<String, String> added) {
        Map<String, String> changed = new LinkedHashMap<>(tags);
        added.forEach((key, value) -> {
            changed.keySet().removeIf(known -> known.equalsIgnoreCase(key));
            changed.put(key, value);
        });
        if (changed.size() > IamNames.MAX_TAGS) {
            throw IamNames.limit("Cannot exceed quota for Tags: " + IamNames.MAX_TAGS);
        }
        return changed;
    }

    private void untag(IamCall call, Kind kind) {
        List<String> removed = call.parameters().list(KEYS, IamNames.MAX_TAGS);
        if (removed.isEmpty()) {
            throw IamException.invalid("1 validation error detected: Value null at 'tagKeys' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        IamEntity target = target(call, kind, Map.of(ConditionKey.of("aws:TagKeys"), removed));
        change(call, target, tags -> {
            Map<String, String> changed = new LinkedHashMap<>(tags);
            removed.forEach(key -> changed.keySet().removeIf(known -> known.equalsIgnoreCase(key)));
            return changed;
        });
    }

    private void change(IamCall call, IamEntity target, UnaryOperator<Map<String, String>> change) {
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(target.id())
                    .orElseThrow(() -> IamException.noSuchEntity(call.permission() + ": it is gone"));
            accounts.save(
                    now.with(now.detail().withTags(change.apply(now.detail().tags()))));
            return now;
        });
    }

    private void list(IamCall call, Kind kind, XmlWriter result) {
        List<Map.Entry<String, String>> tags =
                List.copyOf(target(call, kind, Map.of()).detail().tags().entrySet());
        new IamPage<>(tags, Map.Entry::getKey)
                .write(
                        call,
                        result,
                        "Tags",
                        (tag, xml) -> xml.start("member")
                                .element("Key", tag.getKey())
                                .element("Value", tag.getValue())
                                .end());
    }

    /** What the call is about, which the caller may use so. */
    private IamEntity target(IamCall call, Kind kind, Map<ConditionKey, List<String>> facts) {
        if (kind == Kind.POLICY) {
            String arn = call.required("PolicyArn");
            call.require(arn, facts);
            return policies.entity(arn, kind)
                    .filter(policy -> policy.account().equals(call.caller().account()))
                    .orElseThrow(() -> IamException.noSuchEntity("Policy " + arn + " was not found."));
        }
        if (kind == Kind.USER) {
            call.required("UserName");
        }
        IamEntity target = kind == Kind.USER ? targets.member(call) : targets.named(call, "RoleName", kind);
        call.require(IamArn.of(target), facts);
        return target;
    }
}
