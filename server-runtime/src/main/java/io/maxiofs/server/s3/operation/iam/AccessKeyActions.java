package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Access keys of users inside the account and, for administrators and the users themselves, of whole users.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html">CreateAccessKey</a>
 */
final class AccessKeyActions {
    private final IdentityService identities;
    private final AccountDirectory accounts;
    private final IamTargets targets;

    AccessKeyActions(IdentityService identities, IamTargets targets) {
        this.identities = identities;
        this.accounts = identities.accounts();
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreateAccessKey", this::create,
                "ListAccessKeys", this::list,
                "UpdateAccessKey", this::update,
                "DeleteAccessKey", this::delete,
                "GetAccessKeyLastUsed", this::lastUsed);
    }

    private void create(IamCall call, XmlWriter result) {
        IamTargets.Target target = targets.user(call);
        call.require(target.arn());
        AccessKey.Issued issued = switch (target) {
            case IamTargets.Member member ->
                accounts.exclusively(() -> {
                    if (accounts.keysOf(member.entity().id()).size() >= IamNames.MAX_KEYS_OF_USER) {
                        throw IamNames.limit("Cannot exceed quota for AccessKeysPerUser: " + IamNames.MAX_KEYS_OF_USER);
                    }
                    return identities.createKey(member.entity());
                });
            case IamTargets.Whole whole -> identities.createKey(whole.user().name(), IdentityService.NewKey.RANDOM);
        };
        result.start("AccessKey")
                .element("UserName", nameOf(target))
                .element("AccessKeyId", issued.key().id())
                .element("Status", "Active")
                .element("SecretAccessKey", new String(issued.secret().bytes(), StandardCharsets.UTF_8))
                .element("CreateDate", issued.key().created())
                .end();
    }

    private static String nameOf(IamTargets.Target target) {
        return switch (target) {
            case IamTargets.Member member -> member.entity().name();
            case IamTargets.Whole whole -> whole.user().name();
        };
    }

    private List<AccessKey> keysOf(IamTargets.Target target) {
        return switch (target) {
            case IamTargets.Member member ->
                accounts.keysOf(member.entity().id()).stream()
                        .flatMap(id -> identities.key(id).stream())
                        .toList();
            case IamTargets.Whole whole ->
                identities.keys().stream()
                        .filter(key -> key.memberName() == null
                                && key.userName().equals(whole.user().name()))
                        .toList();
        };
    }

    private void list(IamCall call, XmlWriter result) {
        IamTargets.Target target = targets.user(call);
        call.require(target.arn());
        result.element("UserName", nameOf(target));
        new IamPage<>(keysOf(target), AccessKey::id)
                .write(
                        call,
                        result,
                        "AccessKeyMetadata",
                        (key, xml) -> xml.start("member")
                                .element("UserName", nameOf(target))
                                .element("AccessKeyId", key.id())
                                .element("Status", key.status() == AccessKey.Status.ACTIVE ? "Active" : "Inactive")
                                .element("CreateDate", key.created())
                                .end());
    }

    /** The id of a key, which must be one of the user the call names. */
    private String keyOf(IamCall call, IamTargets.Target target) {
        String id = call.required("AccessKeyId");
        if (keysOf(target).stream().noneMatch(key -> key.id().equals(id))) {
            throw IamException.noSuchEntity("The Access Key with id " + id + " cannot be found.");
        }
        return id;
    }

    private void update(IamCall call, XmlWriter result) {
        IamTargets.Target target = targets.user(call);
        call.require(target.arn());
        String id = keyOf(call, target);
        AccessKey.Status status = switch (call.required("Status")) {
            case "Active" -> AccessKey.Status.ACTIVE;
            case "Inactive" -> AccessKey.Status.DISABLED;
            default -> throw IamException.invalid("Status must be Active or Inactive");
        };
        identities.setKeyStatus(id, status);
    }

    private void delete(IamCall call, XmlWriter result) {
        IamTargets.Target target = targets.user(call);
        call.require(target.arn());
        identities.deleteKey(keyOf(call, target));
    }

    private void lastUsed(IamCall call, XmlWriter result) {
        String id = call.required("AccessKeyId");
        String account = call.caller().account();
        call.require(IamArn.of(account, "user", "/", "*"));
        AccessKey key = identities
                .key(id)
                .filter(found -> identities
                        .byName(found.userName())
                        .filter(user -> user.names().canonicalId().equals(account)
                                || call.caller().administers(user))
                        .isPresent())
                .orElseThrow(() -> IamException.noSuchEntity("The Access Key with id " + id + " cannot be found."));
        String memberName = key.memberName();
        result.element("UserName", memberName == null ? key.userName() : memberName)
                .start("AccessKeyLastUsed")
                .element("Region", "N/A")
                .element("ServiceName", key.lastUsed() == null ? "N/A" : "s3");
        if (key.lastUsed() != null) {
            result.element("LastUsedDate", key.lastUsed());
        }
        result.end();
    }
}
