package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.auth.FormAuthenticator;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.form.FormFile.LengthRange;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the object that the form of a browser carries. The form becomes the PutObject it stands for, which then is
 * authorised and written like any other; nothing of the file is read before that.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
public final class PostObjectHandler implements OperationHandler.Blocking {
    private final OperationHandler putObject;
    private final FormAuthenticator authenticator;
    private final Authorizer authorizer;

    /** @param putObject the handler of PutObject */
    public PostObjectHandler(OperationHandler putObject, FormAuthenticator authenticator, Authorizer authorizer) {
        this.putObject = putObject;
        this.authenticator = authenticator;
        this.authorizer = authorizer;
    }

    /** Adds the handler beside that of PutObject, which must be there. */
    public static void addTo(
            Map<S3Operation, OperationHandler> handlers, FormAuthenticator authenticator, Authorizer authorizer) {
        OperationHandler putObject = handlers.get(S3Operation.PUT_OBJECT);
        if (putObject == null) {
            throw new IllegalArgumentException("Forms need a handler of PutObject");
        }
        handlers.put(S3Operation.POST_OBJECT, new PostObjectHandler(putObject, authenticator, authorizer));
    }

    @Override
    public S3Response handle(S3Request request) {
        String contentType = request.headers().value("Content-Type");
        if (contentType == null || !MultipartForm.isForm(contentType)) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
                    .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        String boundary = MultipartForm.boundary(contentType)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST));
        FormReader reader = new FormReader(request.body().source(), boundary);
        FormFields fields = FormFields.of(reader.readFields());
        String key = fields.required("key");
        if (key.isEmpty()) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "User key must have a length greater than 0.")
                    .with("ArgumentName", "key")
                    .with("ArgumentValue", "");
        }
        Principal principal = principal(request, fields);
        LengthRange length = allowedLength(request, fields);
        S3Request put = new S3Request(
                S3Operation.PUT_OBJECT,
                request.bucketName(),
                ObjectKey.of(key),
                QueryParameters.NONE,
                new FormHeaders(fields, request.headers()),
                new FormFile(reader, length),
                request.origin().by(principal));
        authorizer.authorize(put);
        return new FormAnswer(fields, put).of(written(asForm(put)).headers());
    }

    /** Authorised as a PutObject, told to others as what it was. */
    private static S3Request asForm(S3Request put) {
        return new S3Request(
                S3Operation.POST_OBJECT,
                put.bucketName(),
                put.objectKey(),
                put.query(),
                put.headers(),
                put.body(),
                put.origin());
    }

    /** By the form's own signature, else by that of the request; a request must not have both. */
    private Principal principal(S3Request request, FormFields fields) {
        boolean signedForm = fields.value("policy") != null || FormAuthenticator.isSigned(fields.values());
        if (!signedForm) {
            return request.principal();
        }
        if (!request.principal().isAnonymous()) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Only one auth mechanism allowed; the request and its form are both signed")
                    .with("ArgumentName", "Authorization");
        }
        return authenticator.authenticate(fields.values());
    }

    /** Compares the form with its policy. A form without one is not signed, and is authorised as it is. */
    private static LengthRange allowedLength(S3Request request, FormFields fields) {
        String document = fields.value("policy");
        if (document == null) {
            return LengthRange.ANY;
        }
        PostPolicy policy = PostPolicy.parse(document);
        Map<String, String> withBucket = new LinkedHashMap<>(fields.values());
        withBucket.put("bucket", request.bucket().value());
        policy.check(new FormFields(withBucket), request.origin().received());
        return policy.length();
    }

    private S3Response written(S3Request put) {
        return switch (putObject) {
            case OperationHandler.Blocking blocking -> blocking.handle(put);
            case OperationHandler.NonBlocking nonBlocking ->
                nonBlocking.handle(put).toCompletableFuture().join();
        };
    }
}
