package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.AttachedPolicies;
import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.iam.ManagedPolicies;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IamEntity.Version;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.policy.PolicyDocument;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Policies that stand by themselves, with their versions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">CreatePolicy</a>
 */
final class ManagedPolicyActions {
    private static final int MAX_NAME = 128;

    private final AccountDirectory accounts;
    private final AttachedPolicies policies;

    ManagedPolicyActions(IdentityService identities, AttachedPolicies policies) {
        this.accounts = identities.accounts();
        this.policies = policies;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreatePolicy", this::create,
                "GetPolicy", this::get,
                "ListPolicies", this::list,
                "DeletePolicy", this::delete,
                "CreatePolicyVersion", this::createVersion,
                "GetPolicyVersion", this::getVersion,
                "ListPolicyVersions", this::listVersions,
                "DeletePolicyVersion", this::deleteVersion,
                "SetDefaultPolicyVersion", this::setDefault);
    }

    private void create(IamCall call, XmlWriter result) {
        String name = IamNames.check("policyName", call.required("PolicyName"), MAX_NAME);
        String path = IamNames.path(call.value("Path"));
        String account = call.caller().account();
        call.require(IamArn.of(account, "policy", path, name));
        String document =
                IamNames.policy(call.required("PolicyDocument"), PolicyDocument.Kind.IDENTITY, IamNames.MAX_MANAGED);
        String description = IamNames.description(call.orEmpty("Description"));
        Instant now = call.request().origin().received();
        IamEntity policy = accounts.exclusively(() -> {
            if (accounts.byName(account, Kind.POLICY, name).isPresent()) {
                throw new IamException(
                        IamException.Code.ENTITY_ALREADY_EXISTS,
                        "A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            if (accounts.all(account, Kind.POLICY).size() >= IamNames.MAX_POLICIES) {
                throw IamNames.limit("Cannot exceed quota for PoliciesPerAccount: " + IamNames.MAX_POLICIES);
            }
            Detail detail = Detail.at(path)
                    .withDescription(description)
                    .withTags(call.tags())
                    .withVersions(List.of(new Version("v1", document, true, now.toEpochMilli())));
            IamEntity made = new IamEntity(accounts.newId(Kind.POLICY), account, Kind.POLICY, name, now, detail);
            accounts.save(made);
            return made;
        });
        write("Policy", policy, result);
    }

    /** The policy of the caller's account that a call names. */
    private IamEntity own(IamCall call) {
        String arn = call.required("PolicyArn");
        call.require(arn);
        return policies.entity(arn, Kind.POLICY)
                .filter(policy -> policy.account().equals(call.caller().account()))
                .orElseThrow(() -> IamException.noSuchEntity("Policy " + arn + " was not found."));
    }

    private boolean isManaged(IamCall call) {
        return ManagedPolicies.document(call.required("PolicyArn")).isPresent();
    }

    private void get(IamCall call, XmlWriter result) {
        if (isManaged(call)) {
            call.require(call.required("PolicyArn"));
            writeManaged("Policy", call.required("PolicyArn"), result);
        } else {
            write("Policy", own(call), result);
        }
    }

    private void list(IamCall call, XmlWriter result) {
        String prefix = IamNames.pathPrefix(call.value("PathPrefix"));
        String account = call.caller().account();
        call.require(IamArn.of(account, "policy", prefix, "*"));
        String scope = call.optional("Scope").orElse("All");
        boolean onlyAttached = Boolean.parseBoolean(call.orEmpty("OnlyAttached"));
        List<String> arns = new ArrayList<>();
        if (!scope.equals("AWS")) {
            accounts.all(account, Kind.POLICY).stream()
                    .filter(policy -> policy.detail().path().startsWith(prefix))
                    .map(IamArn::of)
                    .forEach(arns::add);
        }
        if (!scope.equals("Local") && prefix.equals("/")) {
            arns.addAll(ManagedPolicies.all().keySet());
        }
        List<String> shown = arns.stream()
                .filter(arn -> !onlyAttached || attachments(account, arn) > 0)
                .toList();
        new IamPage<>(shown, arn -> arn)
                .write(
                        call,
                        result,
                        "Policies",
                        (arn, xml) -> policies.entity(arn, Kind.POLICY)
                                .ifPresentOrElse(
                                        policy -> write("member", policy, xml),
                                        () -> writeManaged("member", arn, xml)));
    }

    private long attachments(String account, String arn) {
        return Stream.of(Kind.USER, Kind.GROUP, Kind.ROLE)
                .flatMap(kind -> accounts.all(account, kind).stream())
                .filter(holder -> holder.detail().attached().contains(arn))
                .count();
    }

    private long boundaries(String account, String arn) {
        return Stream.of(Kind.USER, Kind.ROLE)
                .flatMap(kind -> accounts.all(account, kind).stream())
                .filter(holder -> arn.equals(holder.detail().policies().boundary()))
                .count();
    }

    private void delete(IamCall call, XmlWriter result) {
        refuseManaged(call);
        IamEntity policy = own(call);
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(policy.id()).orElse(policy);
            if (accounts.isAttached(IamArn.of(policy))) {
                throw UserActions.conflict("Cannot delete a policy attached to entities.");
            }
            if (now.detail().versions().size() > 1) {
                throw UserActions.conflict("This policy has more than one version. Before you delete a policy, you must"
                        + " delete the policy's versions. The default version is deleted with the policy.");
            }
            accounts.delete(policy.id());
            return now;
        });
    }

    private void refuseManaged(IamCall call) {
        if (isManaged(call)) {
            throw call.denied(call.required("PolicyArn"));
        }
    }

    private void createVersion(IamCall call, XmlWriter result) {
        refuseManaged(call);
        IamEntity policy = own(call);
        String document =
                IamNames.policy(call.required("PolicyDocument"), PolicyDocument.Kind.IDENTITY, IamNames.MAX_MANAGED);
        boolean setDefault = Boolean.parseBoolean(call.orEmpty("SetAsDefault"));
        long now = call.request().origin().received().toEpochMilli();
        Version made = accounts.exclusively(() -> {
            IamEntity current = accounts.byId(policy.id()).orElse(policy);
            List<Version> versions = current.detail().versions();
            if (versions.size() >= IamNames.MAX_VERSIONS) {
                throw IamNames.limit("A managed policy can have up to " + IamNames.MAX_VERSIONS
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            int number = current.detail().nextVersion();
            Version version = new Version("v" + number, document, setDefault, now);
            List<Version> changed = new ArrayList<>();
            versions.forEach(old -> changed.add(setDefault ? withDefault(old, false) : old));
            changed.add(version);
            accounts.save(current.with(current.detail().withVersions(changed)));
            return version;
        });
        result.start("PolicyVersion");
        write(made, false, result);
        result.end();
    }

    private static Version withDefault(Version version, boolean isDefault) {
        return new Version(version.id(), version.document(), isDefault, version.createdAtMillis());
    }

    private static Version version(IamEntity policy, String id) {
        return policy.detail().versions().stream()
                .filter(version -> version.id().equals(id))
                .findFirst()
                .orElseThrow(() -> IamException.noSuchEntity(
                        "Policy " + IamArn.of(policy) + " version " + id + " does not exist or is not attachable."));
    }

    private void getVersion(IamCall call, XmlWriter result) {
        String id = call.required("VersionId");
        String arn = call.required("PolicyArn");
        Version version;
        if (isManaged(call) && id.equals("v1")) {
            call.require(arn);
            version = new Version("v1", ManagedPolicies.document(arn).orElse(""), true, 0);
        } else {
            version = version(own(call), id);
        }
        result.start("PolicyVersion");
        write(version, true, result);
        result.end();
    }

    private void listVersions(IamCall call, XmlWriter result) {
        List<Version> versions = own(call).detail().versions();
        // The newest comes first, as at AWS.
        new IamPage<>(versions, version -> "%010d".formatted(Integer.MAX_VALUE - version.number()))
                .write(call, result, "Versions", (version, xml) -> {
                    xml.start("member");
                    write(version, false, xml);
                    xml.end();
                });
    }

    private void deleteVersion(IamCall call, XmlWriter result) {
        refuseManaged(call);
        IamEntity policy = own(call);
        String id = call.required("VersionId");
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(policy.id()).orElse(policy);
            if (version(now, id).isDefault()) {
                throw UserActions.conflict("Cannot delete the default version of a policy.");
            }
            accounts.save(now.with(now.detail()
                    .withVersions(now.detail().versions().stream()
                            .filter(version -> !version.id().equals(id))
                            .toList())));
            return now;
        });
    }

    private void setDefault(IamCall call, XmlWriter result) {
        refuseManaged(call);
        IamEntity policy = own(call);
        String id = call.required("VersionId");
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(policy.id()).orElse(policy);
            version(now, id);
            accounts.save(now.with(now.detail()
                    .withVersions(now.detail().versions().stream()
                            .map(version -> withDefault(version, version.id().equals(id)))
                            .toList())));
            return now;
        });
    }

    private static void write(Version version, boolean withDocument, XmlWriter xml) {
        if (withDocument) {
            xml.element("Document", RoleActions.encoded(version.document()));
        }
        xml.element("VersionId", version.id())
                .element("IsDefaultVersion", version.isDefault())
                .element("CreateDate", Instant.ofEpochMilli(version.createdAtMillis()));
    }

    private void write(String element, IamEntity policy, XmlWriter xml) {
        Version current = policy.detail().versions().stream()
                .filter(Version::isDefault)
                .findFirst()
                .orElseThrow();
        long updated = policy.detail().versions().stream()
                .map(Version::createdAtMillis)
                .max(Comparator.naturalOrder())
                .orElse(0L);
        xml.start(element)
                .element("PolicyName", policy.name())
                .element("PolicyId", policy.id())
                .element("Arn", IamArn.of(policy))
                .element("Path", policy.detail().path())
                .element("DefaultVersionId", current.id())
                .element("AttachmentCount", attachments(policy.account(), IamArn.of(policy)))
                .element("PermissionsBoundaryUsageCount", boundaries(policy.account(), IamArn.of(policy)))
                .element("IsAttachable", true)
                .element("CreateDate", policy.created())
                .element("UpdateDate", Instant.ofEpochMilli(updated));
        if (!policy.detail().description().isEmpty()) {
            xml.element("Description", policy.detail().description());
        }
        if (element.equals("Policy")) {
            // Lists leave them out.
            UserActions.writeTags(policy, xml);
        }
        xml.end();
    }

    private static void writeManaged(String element, String arn, XmlWriter xml) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        xml.start(element)
                .element("PolicyName", name)
                .element("PolicyId", "ANPA" + name.toUpperCase(Locale.ROOT))
                .element("Arn", arn)
                .element("Path", "/")
                .element("DefaultVersionId", "v1")
                .element("AttachmentCount", 0)
                .element("PermissionsBoundaryUsageCount", 0)
                .element("IsAttachable", true)
                .element("CreateDate", Instant.EPOCH)
                .element("UpdateDate", Instant.EPOCH)
                .end();
    }
}
