package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.List;
import java.util.Map;

/**
 * Groups of users inside the caller's account.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html">CreateGroup</a>
 */
final class GroupActions {
    private static final int MAX_NAME = 128;

    private final AccountDirectory accounts;
    private final IamTargets targets;

    GroupActions(IdentityService identities, IamTargets targets) {
        this.accounts = identities.accounts();
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreateGroup", this::create,
                "GetGroup", this::get,
                "ListGroups", this::list,
                "UpdateGroup", this::update,
                "DeleteGroup", this::delete,
                "AddUserToGroup", (call, result) -> member(call, true),
                "RemoveUserFromGroup", (call, result) -> member(call, false),
                "ListGroupsForUser", this::listOfUser);
    }

    private void create(IamCall call, XmlWriter result) {
        String name = IamNames.check("groupName", call.required("GroupName"), MAX_NAME);
        String path = IamNames.path(call.value("Path"));
        String account = call.caller().account();
        call.require(IamArn.of(account, "group", path, name));
        IamEntity group = accounts.exclusively(() -> {
            if (accounts.byName(account, Kind.GROUP, name).isPresent()) {
                throw new IamException(
                        IamException.Code.ENTITY_ALREADY_EXISTS, "Group with name " + name + " already exists.");
            }
            if (accounts.all(account, Kind.GROUP).size() >= IamNames.MAX_GROUPS) {
                throw IamNames.limit("Cannot exceed quota for GroupsPerAccount: " + IamNames.MAX_GROUPS);
            }
            IamEntity made = new IamEntity(
                    accounts.newId(Kind.GROUP),
                    account,
                    Kind.GROUP,
                    name,
                    call.request().origin().received(),
                    Detail.at(path));
            accounts.save(made);
            return made;
        });
        write("Group", group, result);
    }

    private void get(IamCall call, XmlWriter result) {
        IamEntity group = targets.named(call, "GroupName", Kind.GROUP);
        call.require(IamArn.of(group));
        write("Group", group, result);
        List<IamEntity> members = group.detail().members().stream()
                .flatMap(id -> accounts.byId(id).stream())
                .toList();
        new IamPage<>(members, IamEntity::name).write(call, result, "Users", (user, xml) -> {
            xml.start("member");
            UserActions.write(user, xml);
            xml.end();
        });
    }

    private void list(IamCall call, XmlWriter result) {
        String prefix = IamNames.pathPrefix(call.value("PathPrefix"));
        call.require(IamArn.of(call.caller().account(), "group", prefix, "*"));
        List<IamEntity> groups = accounts.all(call.caller().account(), Kind.GROUP).stream()
                .filter(group -> group.detail().path().startsWith(prefix))
                .toList();
        new IamPage<>(groups, IamEntity::name)
                .write(call, result, "Groups", (group, xml) -> write("member", group, xml));
    }

    private void listOfUser(IamCall call, XmlWriter result) {
        call.required("UserName");
        IamEntity user = targets.member(call);
        call.require(IamArn.of(user));
        new IamPage<>(accounts.groupsOf(user.account(), user.id()), IamEntity::name)
                .write(call, result, "Groups", (group, xml) -> write("member", group, xml));
    }

    private void update(IamCall call, XmlWriter result) {
        IamEntity group = targets.named(call, "GroupName", Kind.GROUP);
        call.require(IamArn.of(group));
        String newName =
                IamNames.check("newGroupName", call.optional("NewGroupName").orElse(group.name()), MAX_NAME);
        String newPath = call.value("NewPath") == null ? group.detail().path() : IamNames.path(call.value("NewPath"));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(group.id()).orElse(group);
            accounts.save(now.named(newName, newPath));
            return now;
        });
    }

    private void delete(IamCall call, XmlWriter result) {
        IamEntity group = targets.named(call, "GroupName", Kind.GROUP);
        call.require(IamArn.of(group));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(group.id()).orElse(group);
            if (!now.detail().members().isEmpty()) {
                throw UserActions.conflict("Cannot delete entity, must remove users from group first.");
            }
            if (!now.detail().inline().isEmpty()) {
                throw UserActions.conflict("Cannot delete entity, must delete policies first.");
            }
            if (!now.detail().attached().isEmpty()) {
                throw UserActions.conflict("Cannot delete entity, must detach all policies first.");
            }
            accounts.delete(group.id());
            return now;
        });
    }

    private void member(IamCall call, boolean present) {
        IamEntity group = targets.named(call, "GroupName", Kind.GROUP);
        call.require(IamArn.of(group));
        call.required("UserName");
        IamEntity user = targets.member(call);
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(group.id()).orElse(group);
            boolean isMember = now.detail().members().contains(user.id());
            if (!present && !isMember) {
                throw IamException.noSuchEntity("User " + user.name() + " not in group " + group.name());
            }
            if (present
                    && !isMember
                    && accounts.groupsOf(user.account(), user.id()).size() >= IamNames.MAX_GROUPS_OF_USER) {
                throw IamNames.limit("Cannot exceed quota for GroupsPerUser: " + IamNames.MAX_GROUPS_OF_USER);
            }
            if (present != isMember) {
                accounts.save(now.with(now.detail().withMember(user.id(), present)));
            }
            return now;
        });
    }

    private static void write(String element, IamEntity group, XmlWriter xml) {
        xml.start(element)
                .element("Path", group.detail().path())
                .element("GroupName", group.name())
                .element("GroupId", group.id())
                .element("Arn", IamArn.of(group))
                .element("CreateDate", group.created())
                .end();
    }
}
