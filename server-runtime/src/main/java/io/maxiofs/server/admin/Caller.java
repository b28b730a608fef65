package io.maxiofs.server.admin;

import io.maxiofs.server.identity.User;
import java.util.Optional;

/**
 * Who calls the admin API.
 *
 * @param user empty for a program that holds the local token; such a one is an administrator without a name
 * @param token as sent, to end the session
 */
record Caller(Optional<User> user, String token) {

    boolean isAdmin() {
        return user.map(User::isAdmin).orElse(true);
    }

    @Override
    public String toString() {
        return "Caller[" + user.map(User::name).orElse("local") + "]";
    }
}
