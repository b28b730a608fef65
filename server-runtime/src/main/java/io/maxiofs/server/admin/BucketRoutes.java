package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Buckets. Who is signed in may what S3 lets them; limits and durability are for administrators. */
final class BucketRoutes {
    private static final List<String> DURABILITIES = List.of("safe", "fast", BucketDocuments.SERVERS_DEFAULT);

    private final AdminData data;
    private final BucketDocuments documents;

    BucketRoutes(AdminData data, BucketDocuments documents) {
        this.data = data;
        this.documents = documents;
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/buckets", signedIn, this::list),
                new Route("POST", "/api/v1/buckets", signedIn, this::create),
                new Route("GET", "/api/v1/buckets/{name}", signedIn, this::get),
                new Route("PATCH", "/api/v1/buckets/{name}", signedIn, this::change),
                new Route("PUT", "/api/v1/buckets/{name}/quota", Access.ADMINISTRATOR, this::setQuota),
                new Route("DELETE", "/api/v1/buckets/{name}", signedIn, this::delete));
    }

    private Answer list(Call call) {
        S3Caller caller = data.caller(call);
        S3Call asked = new S3Call(S3Operation.LIST_BUCKETS, null, null, Map.of(), Map.of(), new byte[0]);
        data.calls().authorize(caller, asked);
        return Answer.ok(new Items<>(data.buckets().list().stream()
                .filter(bucket -> data.calls().isListed(caller, asked, bucket))
                .map(documents::of)
                .toList()));
    }

    private Answer get(Call call) {
        return Answer.ok(documents.of(seen(call)));
    }

    private Bucket seen(Call call) {
        String name = call.segment("name");
        data.calls().authorize(data.caller(call), S3Call.of(S3Operation.HEAD_BUCKET, name));
        return data.buckets().get(new BucketName(name));
    }

    private Answer create(Call call) {
        BucketDocument.New given = call.body(BucketDocument.New.class);
        QuotaDocument quota = given.quota();
        if (quota != null && !call.who().isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators limit buckets");
        }
        String limits = quota == null ? "" : limits(quota);
        BucketName name = name(Documents.required(given.name(), "name"));
        if (data.buckets().find(name).isPresent()) {
            throw new AdminException(Problem.Code.EXISTS, "There is a bucket " + name);
        }
        new BucketChanges(data).create(owner(call, given), given);
        if (quota != null) {
            data.buckets().update(name, bucket -> withQuota(bucket, limits)).join();
        }
        return Answer.created(documents.of(data.buckets().get(name)));
    }

    private S3Caller owner(Call call, BucketDocument.New given) {
        String named = given.owner();
        boolean another = named != null
                && !call.who()
                        .user()
                        .map(User::name)
                        .filter(named::equalsIgnoreCase)
                        .isPresent();
        if (named == null || !another) {
            return data.caller(call);
        }
        if (!call.who().isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators make buckets of others");
        }
        User owner = data.identities()
                .byName(named)
                .orElseThrow(() -> new AdminException(Problem.Code.NOT_FOUND, "There is no user " + named));
        return AdminData.caller(call, Principal.administrator(owner.owner(), owner.tenant()));
    }

    private Answer change(Call call) {
        BucketDocument.Change wanted = call.body(BucketDocument.Change.class);
        Bucket bucket = seen(call);
        String durability = wanted.durability();
        if (durability != null && !call.who().isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators change the durability");
        }
        if (durability != null && !DURABILITIES.contains(durability)) {
            throw new AdminException(Problem.Code.INVALID, "durability is one of " + DURABILITIES);
        }
        new BucketChanges(data).apply(data.caller(call), bucket.name().value(), wanted);
        if (durability != null) {
            data.buckets()
                    .update(bucket.name(), found -> withDurability(found, durability))
                    .join();
        }
        return Answer.ok(documents.of(data.buckets().get(bucket.name())));
    }

    private static Bucket withDurability(Bucket bucket, String durability) {
        boolean isDefault = durability.equals(BucketDocuments.SERVERS_DEFAULT);
        return bucket.withSetting(BucketSetting.DURABILITY, isDefault ? null : durability);
    }

    /** Decided together with each write from now on; what is there already stays. */
    private Answer setQuota(Call call) {
        QuotaDocument given = call.body(QuotaDocument.class);
        String limits = limits(given);
        data.buckets()
                .update(name(call.segment("name")), bucket -> withQuota(bucket, limits))
                .join();
        return Answer.ok(given);
    }

    /** What a bucket keeps of its limits. */
    static String limits(QuotaDocument given) {
        StringJoiner limits = new StringJoiner(", ", "{", "}");
        addLimit(limits, "bytes", given.bytes());
        addLimit(limits, "objects", given.objects());
        return limits.toString();
    }

    private static void addLimit(StringJoiner limits, String name, @Nullable Long value) {
        if (value != null && value < 0) {
            throw new AdminException(Problem.Code.INVALID, "A limit is not negative");
        }
        if (value != null) {
            limits.add("\"" + name + "\": " + value);
        }
    }

    static Bucket withQuota(Bucket bucket, String limits) {
        return bucket.withSetting(BucketSetting.QUOTA, limits.equals("{}") ? null : limits);
    }

    private Answer delete(Call call) {
        data.calls().call(data.caller(call), S3Call.of(S3Operation.DELETE_BUCKET, call.segment("name")));
        return Answer.done();
    }

    static BucketName name(String text) {
        if (!BucketName.isValid(text)) {
            throw new AdminException(Problem.Code.INVALID, "Not a valid name of a bucket: " + text);
        }
        return new BucketName(text);
    }
}
