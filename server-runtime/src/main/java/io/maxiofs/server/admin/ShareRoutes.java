package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ShareDocument;
import io.maxiofs.server.database.ShareTables;
import io.maxiofs.server.database.ShareTables.ShareRow;
import io.maxiofs.server.share.SharePages;
import io.maxiofs.server.share.Shares;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links to objects for people without an account. */
final class ShareRoutes {
    private static final long MAX_SECONDS = 10L * 366 * 24 * 3600;
    private static final int MIN_PASSWORD = 4;
    private static final int MAX_PASSWORD = 256;
    private static final int MAX_FILE_NAME = 255;
    private static final int MAX_DOWNLOADS = 1_000_000;

    private final AdminData data;
    private final ServerControl control;

    ShareRoutes(AdminData data, ServerControl control) {
        this.data = data;
        this.control = control;
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/shares", signedIn, this::list),
                new Route("POST", "/api/v1/shares", signedIn, this::create),
                new Route("GET", "/api/v1/shares/{id}", signedIn, call -> Answer.ok(document(own(call)))),
                new Route("POST", "/api/v1/shares/{id}/revoke", signedIn, this::revoke),
                new Route("DELETE", "/api/v1/shares/{id}", signedIn, this::delete));
    }

    private Answer list(Call call) {
        int limit = AdminData.limit(call);
        String[] mark =
                call.request().parameter("cursor").map(ShareRoutes::mark).orElse(new String[0]);
        List<ShareRow> rows = data.shares()
                .list(new ShareTables.Question(
                        call.who().isAdmin() ? null : AdminData.nameOf(call),
                        call.request().parameter("bucket").orElse(null),
                        call.request().parameter("key").orElse(null),
                        mark.length == 0 ? null : Long.valueOf(mark[0]),
                        mark.length == 0 ? null : mark[1],
                        limit + 1));
        List<ShareRow> shown = rows.subList(0, Math.min(rows.size(), limit));
        String next = rows.size() > limit
                ? shown.getLast().use().createdAt() + "." + shown.getLast().id()
                : null;
        return Answer.ok(new Items<>(shown.stream().map(this::document).toList(), next));
    }

    private static String[] mark(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 1 || dot > 18 || !cursor.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new AdminException(Problem.Code.INVALID, "The cursor is none of this list");
        }
        return new String[] {cursor.substring(0, dot), cursor.substring(dot + 1)};
    }

    private Answer create(Call call) {
        ShareDocument.New given = call.body(ShareDocument.New.class);
        ObjectKey key = AdminData.key(Documents.required(given.key(), "key"));
        String bucketName = Documents.required(given.bucket(), "bucket");
        check(given);
        URI endpoint = S3CredentialRoutes.endpoint(given.endpoint(), control);
        ObjectVersion version = data.calls()
                .find(data.caller(call), bucketName, key, given.version())
                .version();
        if (version.requireContent().encryption().mode() == Encryption.Mode.CUSTOMER) {
            throw new AdminException(Problem.Code.INVALID, "Only who has its key can read this object");
        }
        Bucket bucket = data.buckets().get(new BucketName(bucketName));
        Instant now = data.clock().instant();
        Shares.Issued issued;
        try {
            issued = data.shares()
                    .create(new Shares.Wish(
                            AdminData.nameOf(call),
                            new ShareTables.Subject(
                                    bucketName, bucket.id(), key.value(), given.version(), fileName(given, key)),
                            given.password(),
                            given.maxDownloads() == null
                                    ? null
                                    : Long.valueOf(given.maxDownloads().longValue()),
                            given.seconds() == null ? null : now.plusSeconds(given.seconds())));
        } catch (Shares.TooManySharesException e) {
            throw new AdminException(Problem.Code.LIMIT_REACHED, String.valueOf(e.getMessage()));
        }
        call.note("share", issued.share().id());
        String path = "/" + SharePages.ROOT + "/" + issued.token();
        return Answer.created(new ShareDocument.Issued(
                document(issued.share()), path, endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path));
    }

    private static void check(ShareDocument.New given) {
        String password = given.password();
        require(
                given.seconds() == null || (given.seconds() >= 1 && given.seconds() <= MAX_SECONDS),
                "seconds is from 1 to " + MAX_SECONDS);
        require(
                password == null || (password.length() >= MIN_PASSWORD && password.length() <= MAX_PASSWORD),
                "A password has " + MIN_PASSWORD + " to " + MAX_PASSWORD + " characters");
        require(
                given.maxDownloads() == null || (given.maxDownloads() >= 1 && given.maxDownloads() <= MAX_DOWNLOADS),
                "maxDownloads is from 1 to " + MAX_DOWNLOADS);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AdminException(Problem.Code.INVALID, message);
        }
    }

    private static String fileName(ShareDocument.New given, ObjectKey key) {
        String chosen = given.fileName();
        if (chosen != null) {
            require(
                    !chosen.isBlank()
                            && chosen.length() <= MAX_FILE_NAME
                            && chosen.chars().allMatch(c -> c >= 0x20 && c != 0x7F && c != '/' && c != '\\'),
                    "fileName is the name of a file, without its folders");
            return chosen;
        }
        String whole = key.value();
        String last =
                whole.substring(whole.lastIndexOf('/', whole.length() - 2) + 1).replace("/", "");
        String clean = last.replaceAll("[\\p{Cntrl}\\\\]", "_");
        String bounded = clean.length() <= MAX_FILE_NAME ? clean : clean.substring(clean.length() - MAX_FILE_NAME);
        return bounded.isBlank() ? "download" : bounded;
    }

    /** The link the call names; for who may not know it there is none. */
    private ShareRow own(Call call) {
        String name = AdminData.nameOf(call);
        return data.shares()
                .find(call.segment("id"))
                .filter(share -> call.who().isAdmin() || (!name.isEmpty() && name.equals(share.creator())))
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no such link"));
    }

    private Answer revoke(Call call) {
        ShareRow share = own(call);
        data.shares().revoke(share.id());
        return Answer.ok(document(own(call)));
    }

    private Answer delete(Call call) {
        data.shares().delete(own(call).id());
        return Answer.done();
    }

    private ShareDocument document(ShareRow share) {
        ShareTables.Terms terms = share.terms();
        Long most = terms.maxDownloads();
        return new ShareDocument(
                share.id(),
                share.subject().bucket(),
                share.subject().key(),
                share.subject().version(),
                data.shares().state(share).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                new ShareDocument.Terms(
                        time(terms.expiresAt()),
                        terms.passwordHash() != null,
                        most == null ? null : Integer.valueOf(most.intValue()),
                        share.subject().fileName()),
                new ShareDocument.Use(
                        Instant.ofEpochMilli(share.use().createdAt()),
                        share.use().downloads(),
                        time(share.use().lastDownloadAt())),
                share.creator());
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli).orElse(null);
    }
}
