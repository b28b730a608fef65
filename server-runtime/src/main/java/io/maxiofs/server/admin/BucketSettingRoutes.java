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
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.model.BucketName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The settings of buckets, as S3's documents and as forms. */
final class BucketSettingRoutes {
    private static final String SETTING = "/api/v1/buckets/{name}/settings/{setting}";
    private static final String FORM = "/api/v1/buckets/{name}/forms/";

    private final AdminData data;
    private final BucketSettings settings;
    private final FormDocuments forms;
    private final AdminJson json = AdminJson.strict();

    BucketSettingRoutes(AdminData data) {
        this.data = data;
        this.settings = new BucketSettings(data.calls());
        this.forms = new FormDocuments();
    }

    List<Route> routes() {
        Access signedIn = Access.SIGNED_IN;
        return List.of(
                new Route("GET", "/api/v1/buckets/{name}/settings", signedIn, this::list),
                new Route("GET", SETTING, signedIn, call -> Answer.ok(get(call, call.segment("setting")))),
                new Route("PUT", SETTING, signedIn, this::put),
                new Route("DELETE", SETTING, signedIn, this::delete),
                new Route("GET", FORM + "lifecycle", signedIn, call -> Answer.ok(lifecycle(call))),
                new Route("PUT", FORM + "lifecycle", signedIn, this::putLifecycle),
                new Route("GET", FORM + "cors", signedIn, call -> Answer.ok(cors(call))),
                new Route("PUT", FORM + "cors", signedIn, this::putCors),
                new Route("GET", FORM + "notification", signedIn, call -> Answer.ok(notifications(call))),
                new Route("PUT", FORM + "notification", signedIn, this::putNotifications),
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
            byte[] quota = json.write(BucketDocuments.quota(data.buckets().get(new BucketName(bucket))));
            return new BucketSettingDocument(setting, "application/json", new String(quota, StandardCharsets.UTF_8));
        }
        return settings.get(data.caller(call), bucket, setting);
    }

    private Answer put(Call call) {
        String document =
                Documents.required(call.body(BucketSettingDocument.New.class).document(), "document");
        String setting = call.segment("setting");
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (setting.equals(BucketSettingDocument.QUOTA)) {
            putQuota(call, bytes);
        } else {
            settings.put(data.caller(call), call.segment("name"), setting, bytes);
        }
        return Answer.ok(get(call, setting));
    }

    private void putQuota(Call call, byte[] document) {
        if (!call.who().isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators limit buckets");
        }
        String limits;
        try {
            limits = BucketRoutes.limits(json.read(document, QuotaDocument.class));
        } catch (IOException e) {
            throw new AdminException(Problem.Code.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        data.buckets()
                .update(BucketRoutes.name(call.segment("name")), bucket -> BucketRoutes.withQuota(bucket, limits))
                .join();
    }

    private Answer delete(Call call) {
        String setting = call.segment("setting");
        if (setting.equals(BucketSettingDocument.QUOTA)) {
            putQuota(call, "{}".getBytes(StandardCharsets.UTF_8));
        } else {
            settings.delete(data.caller(call), call.segment("name"), setting);
        }
        return Answer.done();
    }

    private BucketForms.Lifecycle lifecycle(Call call) {
        return forms.lifecycle(settings.document(data.caller(call), call.segment("name"), "lifecycle")
                .orElse(null));
    }

    private Answer putLifecycle(Call call) {
        BucketForms.Lifecycle form = call.body(BucketForms.Lifecycle.class);
        putOrDelete(
                call,
                "lifecycle",
                Documents.required(form.rules(), "rules").isEmpty() ? new byte[0] : forms.document(form));
        return Answer.ok(lifecycle(call));
    }

    private BucketForms.Cors cors(Call call) {
        return forms.cors(settings.document(data.caller(call), call.segment("name"), "cors")
                .orElse(null));
    }

    private Answer putCors(Call call) {
        BucketForms.Cors form = call.body(BucketForms.Cors.class);
        putOrDelete(
                call, "cors", Documents.required(form.rules(), "rules").isEmpty() ? new byte[0] : forms.document(form));
        return Answer.ok(cors(call));
    }

    private BucketForms.Notifications notifications(Call call) {
        return forms.notifications(settings.document(data.caller(call), call.segment("name"), "notification")
                .orElse(null));
    }

    private Answer putNotifications(Call call) {
        BucketForms.Notifications form = call.body(BucketForms.Notifications.class);
        putOrDelete(
                call,
                "notification",
                Documents.required(form.rules(), "rules").isEmpty() ? new byte[0] : forms.document(form));
        return Answer.ok(notifications(call));
    }

    /** @param document empty to take the setting away */
    private void putOrDelete(Call call, String setting, byte[] document) {
        S3Caller caller = data.caller(call);
        if (document.length == 0) {
            settings.delete(caller, call.segment("name"), setting);
        } else {
            settings.put(caller, call.segment("name"), setting, document);
        }
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
        new BucketChanges(data)
                .putPublicAccessBlock(
                        data.caller(call),
                        call.segment("name"),
                        new PublicAccessBlock(
                                form.blockPublicAcls(),
                                form.ignorePublicAcls(),
                                form.blockPublicPolicy(),
                                form.restrictPublicBuckets()));
        return publicAccess(call);
    }
}
