package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A setting that is kept as the document that is answered. Safe on any thread; changes block until they are durable. */
final class StoredDocument {
    private final BucketSetting setting;
    private final BucketCatalog catalog;
    private final BucketService buckets;

    StoredDocument(BucketSetting setting, BucketCatalog catalog, BucketService buckets) {
        this.setting = setting;
        this.catalog = catalog;
        this.buckets = buckets;
    }

    /** The document of the request's bucket. */
    Optional<String> find(S3Request request) {
        return catalog.get(request.bucket()).setting(setting);
    }

    /**
     * Answers with the document.
     *
     * @param missing what to answer if there is none
     */
    S3Response answer(S3Request request, S3ErrorCode missing) {
        return xml(find(request).orElseThrow(() -> new S3Exception(missing)));
    }

    /** Answers with the document, or with another where there is none. */
    S3Response answerOr(S3Request request, byte[] none) {
        return find(request).map(StoredDocument::xml).orElseGet(() -> S3Response.ofXml(none));
    }

    /** Replaces the document and answers 200. */
    S3Response put(S3Request request, byte[] document) {
        buckets.setDocument(request.bucket(), setting, new String(document, StandardCharsets.UTF_8))
                .join();
        return S3Response.ofStatus(200);
    }

    /** Removes the document, if there is one, and answers with {@code status}. */
    S3Response remove(S3Request request, int status) {
        buckets.setDocument(request.bucket(), setting, null).join();
        return S3Response.ofStatus(status);
    }

    private static S3Response xml(String document) {
        return S3Response.ofXml(document.getBytes(StandardCharsets.UTF_8));
    }
}
