package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IamEntity;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an action is about. Users, groups, roles and policies are looked for in the caller's own account; an
 * administrator may also name whole users of the server, by name or canonical id.
 */
final class IamTargets {
    private final AccountDirectory accounts;
    private final UserDirectory users;

    IamTargets(IdentityService identities) {
        this.accounts = identities.accounts();
        this.users = identities;
    }

    /** A user, of either sort. */
    sealed interface Target {
        /** What policies call it. */
        String arn();
    }

    /** A user inside the caller's account. */
    record Member(IamEntity entity) implements Target {
        @Override
        public String arn() {
            return IamArn.of(entity);
        }
    }

    /** A whole user of the server. */
    record Whole(User user) implements Target {
        @Override
        public String arn() {
            return IamArn.ofRoot(user.names().canonicalId());
        }
    }

    /** The user named by {@code UserName}; the caller if there is no such parameter. */
    Target user(IamCall call) {
        String name = call.value("UserName");
        IamCaller caller = call.caller();
        if (name == null || name.isEmpty()) {
            IamEntity member = caller.member();
            if (member != null) {
                return new Member(member);
            }
            if (!caller.isRoot()) {
                throw IamException.invalid("Must specify userName when calling with non-User credentials");
            }
            return new Whole(caller.owner());
        }
        Optional<IamEntity> member = accounts.byName(caller.account(), Kind.USER, name);
        if (member.isPresent()) {
            return new Member(member.get());
        }
        return whole(caller, name).<Target>map(Whole::new).orElseThrow(() -> missing("user", name, call, Kind.USER));
    }

    private Optional<User> whole(IamCaller caller, String name) {
        return users.byCanonicalId(name)
                .or(() -> users.byName(name))
                .filter(user -> caller.administers(user)
                        || (caller.isRoot() && user.names().canonicalId().equals(caller.account())));
    }

    /** Who may not even ask is not told what there is. */
    private static IamException missing(String what, String name, IamCall call, Kind kind) {
        call.require(IamArn.of(call.caller().account(), kind.arnName(), "/", name));
        return IamException.noSuchEntity("The " + what + " with name " + name + " cannot be found.");
    }

    /** The user, who must be one inside the account. */
    IamEntity member(IamCall call) {
        return switch (user(call)) {
            case Member member -> member.entity();
            case Whole whole -> throw IamException.invalid("This is not possible for an account's own user");
        };
    }

    /** The group or role that a parameter names. */
    IamEntity named(IamCall call, String parameter, Kind kind) {
        String name = call.required(parameter);
        return accounts.byName(call.caller().account(), kind, name)
                .orElseThrow(() -> missing(kind.arnName(), name, call, kind));
    }

    /**
     * What policies are attached to, for a user, group or role. For whole users that is kept apart from their own account,
     * since only administrators may change it.
     */
    IamEntity holder(IamCall call, Kind kind) {
        if (kind != Kind.USER) {
            return named(call, kind == Kind.GROUP ? "GroupName" : "RoleName", kind);
        }
        call.required("UserName");
        return switch (user(call)) {
            case Member member -> member.entity();
            case Whole whole -> holderOf(call, whole.user());
        };
    }

    private IamEntity holderOf(IamCall call, User user) {
        if (!call.caller().administers(user)) {
            throw call.denied(IamArn.ofRoot(user.names().canonicalId()));
        }
        String account = IamEntity.ofTenant(user.tenant());
        String name = user.names().canonicalId();
        return accounts.byName(account, Kind.ACCOUNT, name)
                .orElseGet(() -> new IamEntity(
                        accounts.newId(Kind.ACCOUNT), account, Kind.ACCOUNT, name, Instant.EPOCH, Detail.at("/")));
    }

    /** What policies call the holder of policies. */
    static String arnOf(IamEntity holder) {
        return holder.kind() == Kind.ACCOUNT ? IamArn.ofRoot(holder.name()) : IamArn.of(holder);
    }

    /** What a holder is called in answers. */
    static @Nullable String shownName(IamCall call, Kind kind) {
        return call.value(
                switch (kind) {
                    case GROUP -> "GroupName";
                    case ROLE -> "RoleName";
                    case USER, POLICY, ACCOUNT -> "UserName";
                });
    }
}
