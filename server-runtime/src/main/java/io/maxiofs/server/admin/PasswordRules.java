package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What passwords may be set, beyond what none may be. Safe on any thread. */
final class PasswordRules {
    private static final List<IntPredicate> CLASSES = List.of(
            Character::isLowerCase,
            Character::isUpperCase,
            Character::isDigit,
            c -> !Character.isLowerCase(c) && !Character.isUpperCase(c) && !Character.isDigit(c));

    private final Live<Integer> minLength;
    private final Live<Integer> classes;

    PasswordRules(DynamicSettings settings) {
        this.minLength = settings.live(ChangeableSettings.PASSWORD_MIN_LENGTH);
        this.classes = settings.live(ChangeableSettings.PASSWORD_CLASSES);
    }

    /** @param password null for none, which is allowed */
    void check(@Nullable String password) {
        if (password == null) {
            return;
        }
        if (password.length() < minLength.get()) {
            throw new AdminException(
                    Problem.Code.INVALID, "A password has at least " + minLength.get() + " characters");
        }
        long found = CLASSES.stream()
                .filter(kind -> password.codePoints().anyMatch(kind))
                .count();
        if (found < classes.get()) {
            throw new AdminException(
                    Problem.Code.INVALID,
                    "A password has at least " + classes.get()
                            + " of these: small letters, capital letters, digits, others");
        }
    }
}
