package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Users inside the caller's account. They own nothing: what they create belongs to the account.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html">CreateUser</a>
 */
final class UserActions {
    private static final int MAX_NAME = 64;

    private final IdentityService identities;
    private final AccountDirectory accounts;
    private final IamTargets targets;
    private final BoundaryActions boundaries;

    UserActions(IdentityService identities, IamTargets targets, BoundaryActions boundaries) {
        this.boundaries = boundaries;
        this.identities = identities;
        this.accounts = identities.accounts();
        this.targets = targets;
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreateUser", this::create,
                "GetUser", this::get,
                "ListUsers", this::list,
                "UpdateUser", this::update,
                "DeleteUser", this::delete);
    }

    private void create(IamCall call, XmlWriter result) {
        String name = IamNames.check("userName", call.required("UserName"), MAX_NAME);
        String path = IamNames.path(call.value("Path"));
        String account = call.caller().account();
        call.require(IamArn.of(account, "user", path, name), BoundaryActions.facts(call));
        String boundary = boundaries.asked(call);
        IamEntity user = accounts.exclusively(() -> {
            if (accounts.byName(account, Kind.USER, name).isPresent()) {
                throw new IamException(
                        IamException.Code.ENTITY_ALREADY_EXISTS, "User with name " + name + " already exists.");
            }
            if (accounts.all(account, Kind.USER).size() >= IamNames.MAX_USERS) {
                throw IamNames.limit("Cannot exceed quota for UsersPerAccount: " + IamNames.MAX_USERS);
            }
            IamEntity made = new IamEntity(
                    accounts.newId(Kind.USER),
                    account,
                    Kind.USER,
                    name,
                    call.request().origin().received(),
                    Detail.at(path).withTags(call.tags()).withBoundary(boundary));
            accounts.save(made);
            return made;
        });
        result.start("User");
        write(user, result);
        result.end();
    }

    private void get(IamCall call, XmlWriter result) {
        IamTargets.Target target = targets.user(call);
        call.require(target.arn());
        result.start("User");
        switch (target) {
            case IamTargets.Member member -> write(member.entity(), result);
            case IamTargets.Whole whole -> write(whole.user(), call, result);
        }
        result.end();
    }

    private void list(IamCall call, XmlWriter result) {
        String prefix = IamNames.pathPrefix(call.value("PathPrefix"));
        call.require(IamArn.of(call.caller().account(), "user", prefix, "*"));
        List<Listed> users = new ArrayList<>();
        for (IamEntity user : accounts.all(call.caller().account(), Kind.USER)) {
            if (user.detail().path().startsWith(prefix)) {
                users.add(new Listed(user.name(), xml -> write(user, xml)));
            }
        }
        if (prefix.equals("/")) {
            // Administrators see the users of the server, too; a name that is in both is the one in the account.
            identities.users().stream()
                    .filter(user -> call.caller().administers(user))
                    .filter(user ->
                            users.stream().noneMatch(listed -> listed.name().equals(user.name())))
                    .toList()
                    .forEach(user -> users.add(new Listed(user.name(), xml -> writeWhole(user, xml))));
        }
        new IamPage<>(users, Listed::name).write(call, result, "Users", (user, xml) -> {
            xml.start("member");
            user.writer().accept(xml);
            xml.end();
        });
    }

    private record Listed(String name, Consumer<XmlWriter> writer) {}

    private void update(IamCall call, XmlWriter result) {
        call.required("UserName");
        IamEntity user = targets.member(call);
        call.require(IamArn.of(user));
        String newName =
                IamNames.check("newUserName", call.optional("NewUserName").orElse(user.name()), MAX_NAME);
        String newPath = call.value("NewPath") == null ? user.detail().path() : IamNames.path(call.value("NewPath"));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(user.id()).orElse(user);
            accounts.save(now.named(newName, newPath));
            return now;
        });
    }

    private void delete(IamCall call, XmlWriter result) {
        call.required("UserName");
        IamEntity user = targets.member(call);
        call.require(IamArn.of(user));
        accounts.exclusively(() -> {
            IamEntity now = accounts.byId(user.id()).orElse(user);
            if (!accounts.keysOf(user.id()).isEmpty()) {
                throw conflict("Cannot delete entity, must delete access keys first.");
            }
            if (!now.detail().inline().isEmpty()) {
                throw conflict("Cannot delete entity, must delete policies first.");
            }
            if (!now.detail().attached().isEmpty()) {
                throw conflict("Cannot delete entity, must detach all policies first.");
            }
            if (!accounts.groupsOf(user.account(), user.id()).isEmpty()) {
                throw conflict("Cannot delete entity, must remove users from group first.");
            }
            accounts.delete(user.id());
            return now;
        });
    }

    static IamException conflict(String message) {
        return new IamException(IamException.Code.DELETE_CONFLICT, message);
    }

    static void write(IamEntity user, XmlWriter xml) {
        xml.element("Path", user.detail().path())
                .element("UserName", user.name())
                .element("UserId", user.id())
                .element("Arn", IamArn.of(user))
                .element("CreateDate", user.created());
        BoundaryActions.write(user, xml);
        writeTags(user, xml);
    }

    static void writeTags(IamEntity entity, XmlWriter xml) {
        if (!entity.detail().tags().isEmpty()) {
            xml.start("Tags");
            entity.detail()
                    .tags()
                    .forEach((key, value) -> xml.start("member")
                            .element("Key", key)
                            .element("Value", value)
                            .end());
            xml.end();
        }
    }

    /** One's own account looks as AWS shows an account's root; somebody else's as a user. */
    private static void write(User user, IamCall call, XmlWriter xml) {
        String account = user.names().canonicalId();
        if (account.equals(call.caller().account())) {
            xml.element("Path", "/")
                    .element("UserName", user.name())
                    .element("UserId", Accounts.number(account))
                    .element("Arn", IamArn.ofRoot(account))
                    .element("CreateDate", user.created());
        } else {
            writeWhole(user, xml);
        }
    }

    private static void writeWhole(User user, XmlWriter xml) {
        String account = user.names().canonicalId();
        xml.element("Path", "/")
                .element("UserName", user.name())
                .element("UserId", account)
                .element("Arn", IamArn.ofRoot(account))
                .element("CreateDate", user.created());
    }
}
