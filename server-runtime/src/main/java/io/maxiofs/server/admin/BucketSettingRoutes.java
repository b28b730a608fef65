package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.admin.api.BucketSettingDocument;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.QuotaDocument;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The settings of buckets as S3's documents, and the block of public access as a form. */
final class BucketSettingRoutes {
    private static final String SETTING = "/api/v1/buckets/{name}/settings/{setting}";
    private static final String FORM = "/api/v1/buckets/{name}/forms/";

    private final AdminData data;
    private final BucketSettings settings;
    private final AdminJson json = AdminJson.strict();

    BucketSettingRoutes(AdminData data) {
        this.data = data;
        this.settings = new BucketSettings(data);
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/buckets/{name}/settings", signedIn, this::list),
                new Route("GET", SETTING, signedIn, call -> Answer.ok(get(call, call.segment("setting")))),
                new Route("PUT", SETTING, signedIn, this::put),
                new Route("DELETE", SETTING, signedIn, this::delete),
                new Route("GET", FORM + "public-access-block", signedIn, this::publicAccess),
                new Route("PUT", FORM + "public-access-block", signedIn, this::putPublicAccess));
    }

    private Answer list(Call call) {
        data.calls().authorize(data.caller(call), S3Call.of(S3Operation.HEAD_BUCKET, call.segment("name")));
        List<BucketSettingDocument> readable = new ArrayList<>();
        for (String setting : BucketSettingDocument.NAMES) {
            try {
                readable.add(get(call, setting));
            } catch (S3Exception e) {
                if (e.code() != S3ErrorCode.ACCESS_DENIED) {
                    throw e;
                }
            }
        }
        return Answer.ok(new Items<>(readable));
    }

    private BucketSettingDocument get(Call call, String setting) {
        String bucket = call.segment("name");
        if (setting.equals(BucketSettingDocument.QUOTA)) {
            data.calls().authorize(data.caller(call), S3Call.of(S3Operation.HEAD_BUCKET, bucket));
            Bucket found = data.buckets().get(new BucketName(bucket));
            String quota = new String(json.write(BucketDocuments.quota(found)), StandardCharsets.UTF_8);
            return new BucketSettingDocument(setting, "application/json", quota, SettingRevision.of(found, setting));
        }
        return settings.get(data.caller(call), bucket, setting);
    }

    /** What the caller has seen of the setting; null if that does not matter. */
    static @Nullable String revision(Call call) {
        return call.request().parameter("revision").orElse(null);
    }

    private Answer put(Call call) {
        String document =
                Documents.required(call.body(BucketSettingDocument.New.class).document(), "document");
        String setting = call.segment("setting");
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (setting.equals(BucketSettingDocument.QUOTA)) {
            putQuota(call, bytes);
        } else {
            BucketSettings.changing(
                    setting,
                    revision(call),
                    () -> settings.put(data.caller(call), call.segment("name"), setting, bytes));
        }
        return Answer.ok(get(call, setting));
    }

    private void putQuota(Call call, byte[] document) {
        if (!call.who().isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators limit buckets");
        }
        String revision = revision(call);
        String limits;
        try {
            limits = BucketRoutes.limits(json.read(document, QuotaDocument.class));
        } catch (IOException e) {
            throw new AdminException(Problem.Code.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        CompletableFuture<Bucket> update = data.buckets().update(BucketRoutes.name(call.segment("name")), bucket -> {
            if (revision != null && !revision.equals(SettingRevision.of(bucket, BucketSettingDocument.QUOTA))) {
                // One of the store's own refusals, which its log does not take for a defect.
                throw new PreconditionFailedException("revision");
            }
            return BucketRoutes.withQuota(bucket, limits);
        });
        try {
            update.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof PreconditionFailedException
                    ? BucketSettings.changed(BucketSettingDocument.QUOTA)
                    : e;
        }
    }

    private Answer delete(Call call) {
        String setting = call.segment("setting");
        if (setting.equals(BucketSettingDocument.QUOTA)) {
            putQuota(call, "{}".getBytes(StandardCharsets.UTF_8));
        } else {
            BucketSettings.changing(
                    setting, revision(call), () -> settings.delete(data.caller(call), call.segment("name"), setting));
        }
        return Answer.done();
    }

    private Answer publicAccess(Call call) {
        String bucket = call.segment("name");
        data.calls().authorize(data.caller(call), S3Call.of(S3Operation.GET_PUBLIC_ACCESS_BLOCK, bucket));
        PublicAccessBlock block = PublicAccessBlock.of(data.buckets().get(new BucketName(bucket)));
        return Answer.ok(new BucketForms.PublicAccessBlock(
                block.blockPublicAcls(),
                block.ignorePublicAcls(),
                block.blockPublicPolicy(),
                block.restrictPublicBuckets()));
    }

    private Answer putPublicAccess(Call call) {
        BucketForms.PublicAccessBlock form = call.body(BucketForms.PublicAccessBlock.class);
        PublicAccessBlock block = new PublicAccessBlock(
                form.blockPublicAcls(),
                form.ignorePublicAcls(),
                form.blockPublicPolicy(),
                form.restrictPublicBuckets());
        BucketSettings.changing(
                "public-access-block",
                revision(call),
                () -> new BucketChanges(data).putPublicAccessBlock(data.caller(call), call.segment("name"), block));
        return publicAccess(call);
    }
}
