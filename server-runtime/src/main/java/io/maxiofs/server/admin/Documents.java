package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.identity.AccessKey;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.identity.User;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the values of the server and the documents of the admin API. */
final class Documents {

    private Documents() {}

    static UserDocument of(User user) {
        User.Names names = user.names();
        return new UserDocument(
                names.name(),
                names.canonicalId(),
                names.displayName(),
                names.email(),
                roleName(user.role()),
                nameOf(user.status()),
                user.tenant(),
                user.created());
    }

    static AccessKeyDocument of(AccessKey key) {
        return new AccessKeyDocument(
                key.id(),
                key.userName(),
                nameOf(key.status()),
                key.created(),
                key.expires(),
                key.lastUsed(),
                key.policy(),
                key.memberName());
    }

    static AccessKeyDocument.Issued of(AccessKey.Issued issued) {
        return new AccessKeyDocument.Issued(of(issued.key()), reveal(issued.secret()));
    }

    private static String reveal(SecretKey secret) {
        return new String(secret.bytes(), StandardCharsets.UTF_8);
    }

    private static String roleName(User.Role role) {
        return nameOf(role).replace('_', '-');
    }

    /** The role a client names. */
    static User.Role role(String name) {
        for (User.Role role : User.Role.values()) {
            if (roleName(role).equals(name)) {
                return role;
            }
        }
        throw new AdminException(Problem.Code.INVALID, "Expected one of admin, user, read-only");
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant a client names in lower case. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equals(name)) {
                return constant;
            }
        }
        throw new AdminException(
                Problem.Code.INVALID,
                "Expected one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Documents::nameOf)
                                .collect(Collectors.joining(", ")));
    }

    /** Jackson leaves a field null that is missing. */
    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new AdminException(Problem.Code.BAD_REQUEST, "The field " + field + " is missing");
        }
        return value;
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
