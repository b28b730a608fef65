package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.history.LastWrites;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.job.Jobs;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.share.Shares;
import io.maxiofs.server.task.Inventories;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.ObjectKey;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;

/**
 * What the routes about buckets and objects stand on. Whoever calls them is somebody to S3, too: the user who is signed in
 * with all their user may, and a program with the local token as an administrator. Safe on any thread.
 *
 * @param calls the operations of S3
 * @param region for signatures
 */
public record AdminData(
        ObjectStore store,
        S3Calls calls,
        IdentityService identities,
        Background background,
        Shares shares,
        LastWrites lastWrites,
        String region,
        InstantSource clock) {

    /** What outlives the calls that begin it. */
    public record Background(Jobs jobs, Inventories inventories) {}

    /** Work that outlives calls. */
    public Jobs jobs() {
        return background.jobs();
    }

    BucketCatalog buckets() {
        return store.buckets();
    }

    /** Who calls, to S3. */
    S3Caller caller(Route.Call call) {
        return caller(call, call.who().user().map(Principal::signedIn).orElseGet(this::localProgram));
    }

    /** The same connection with another principal. */
    static S3Caller caller(Route.Call call, Principal principal) {
        return new S3Caller(
                principal,
                call.request().peer().address(),
                call.request().peer().secure());
    }

    /** What a local program makes belongs to the server's first administrator, of whom there is always one. */
    private Principal localProgram() {
        return Principal.administrator(firstAdministrator().owner(), "");
    }

    User firstAdministrator() {
        return identities.users().stream()
                .filter(user -> user.isAdmin() && user.isActive())
                .min(Comparator.comparing(User::created))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_AVAILABLE, "There is no active administrator"));
    }

    /** For what the caller's own rights decide, who may only read included; not before their second factor is there. */
    static void requireEnrolled(Route.Call call) {
        if (call.who().enrolmentNeeded()) {
            throw new AdminException(
                    Problem.Code.ENROLMENT_NEEDED, "Administrators must enrol a second factor before anything else");
        }
    }

    /** The caller's name; empty for a local program. */
    static String nameOf(Route.Call call) {
        return call.who().user().map(User::name).orElse("");
    }

    /** @throws AdminException if it cannot be a key */
    static ObjectKey key(String text) {
        try {
            return ObjectKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new AdminException(Problem.Code.INVALID, "Not a valid key: " + e.getMessage());
        }
    }

    /** The parameter {@code limit}. */
    static int limit(Route.Call call) {
        return number(call, "limit", Items.MAX_LIMIT).orElse(Items.DEFAULT_LIMIT);
    }

    /** A parameter that is a number from 1 to {@code most}. */
    static Optional<Integer> number(Route.Call call, String name, int most) {
        Optional<String> text = call.request().parameter(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            throw outOfRange(name, most);
        }
        throw outOfRange(name, most);
    }

    private static AdminException outOfRange(String name, int most) {
        return new AdminException(Problem.Code.INVALID, name + " is a number from 1 to " + most);
    }
}
