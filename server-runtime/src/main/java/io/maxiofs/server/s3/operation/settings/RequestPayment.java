package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Buckets whose users pay. Nobody is charged here, but the rule that comes with it holds: whoever is not the owner must
 * say with {@code x-amz-request-payer} that they know, and anonymous requests are refused. Nothing blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html">Requester Pays</a>
 */
public final class RequestPayment {
    static final int MAX_BYTES = 16 << 10;
    static final String BUCKET_OWNER = "BucketOwner";
    private static final String REQUESTER = "Requester";
    private static final String ROOT = "RequestPaymentConfiguration";
    private static final String HEADER = "x-amz-request-payer";
    private static final String HEADER_VALUE = "requester";
    private static final String CHARGED = "x-amz-request-charged";

    private RequestPayment() {}

    /** @throws MalformedXmlException unless the document names one of the two payers */
    static String parse(byte[] document) {
        String payer = XmlReader.read(document, ROOT).require("Payer");
        if (!payer.equals(BUCKET_OWNER) && !payer.equals(REQUESTER)) {
            throw new MalformedXmlException("Unknown payer " + payer);
        }
        return payer;
    }

    static byte[] document(String payer) {
        return XmlWriter.document(ROOT).element("Payer", payer).toBytes();
    }

    /** {@code handler} behind the rule. */
    public static OperationHandler checked(OperationHandler handler, BucketCatalog catalog) {
        return switch (handler) {
            case OperationHandler.Blocking blocking ->
                (OperationHandler.Blocking) request -> {
                    boolean charged = check(request, catalog);
                    S3Response response = blocking.handle(request);
                    return charged ? response.withHeader(CHARGED, HEADER_VALUE) : response;
                };
            case OperationHandler.NonBlocking nonBlocking -> new Checked(nonBlocking, catalog);
        };
    }

    private record Checked(OperationHandler.NonBlocking handler, BucketCatalog catalog)
            implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return handler.isQuick(request);
        }

        @Override
        public boolean isReadOnly() {
            return handler.isReadOnly();
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            if (!check(request, catalog)) {
                return handler.handle(request);
            }
            return handler.handle(request).thenApply(response -> response.withHeader(CHARGED, HEADER_VALUE));
        }
    }

    /**
     * Whether the request is charged to whoever makes it.
     *
     * @throws S3Exception AccessDenied if they have not agreed to that
     */
    private static boolean check(S3Request request, BucketCatalog catalog) {
        boolean charged = isCharged(request, catalog.find(request.bucket()));
        if (request.operation() == S3Operation.COPY_OBJECT || request.operation() == S3Operation.UPLOAD_PART_COPY) {
            charged |= isCharged(request, catalog.find(CopySource.of(request).bucket()));
        }
        return charged;
    }

    /** The document is there for Requester only. */
    private static boolean isCharged(S3Request request, Optional<Bucket> bucket) {
        if (bucket.isEmpty() || !bucket.get().settings().containsKey(BucketSetting.REQUEST_PAYMENT)) {
            return false;
        }
        Principal principal = request.principal();
        if (principal.isAdmin()
                || principal.owner().canonicalId().equals(bucket.get().owner().canonicalId())) {
            return false;
        }
        boolean agreed = HEADER_VALUE.equalsIgnoreCase(request.headers().value(HEADER))
                || HEADER_VALUE.equalsIgnoreCase(request.query().value(HEADER));
        if (principal.isAnonymous() || !agreed) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        return true;
    }
}
