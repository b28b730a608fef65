package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestBody;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.share.SharePages;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Requests of links: what tells them from requests of S3, and what stands in them. */
final class ShareVisit {
    private static final String ROOT = "/" + SharePages.ROOT + "/";
    private static final int MAX_FORM_BYTES = 8 << 10;

    private ShareVisit() {}

    /** A path that no bucket has, unless the host already names one. */
    static boolean isOne(RequestHead head, S3RequestParser parser) {
        return head.rawPath().startsWith(ROOT)
                && SharePages.ROOT.equals(parser.address(head).bucketName());
    }

    /** As it was sent: nobody needs to encode one. */
    static String token(RequestHead head) {
        return head.rawPath().substring(ROOT.length());
    }

    /** For logs and traces: whoever reads them must not be able to use the link. */
    static RequestHead withoutSecret(RequestHead head) {
        return head.rawPath().startsWith(ROOT)
                ? new RequestHead(
                        head.method(), ROOT + "-", head.rawQuery(), head.headers(), head.remoteAddress(), head.secure())
                : head;
    }

    /** @param body makes the body from its framing */
    static S3Request request(RequestHead head, Function<BodyFraming, RequestBody> body, S3Request.Origin arrival) {
        BodyFraming framing =
                BodyFraming.of(head.headers(), S3Operation.GET_OBJECT, new Payload.Unsigned(), MAX_FORM_BYTES);
        return new S3Request(
                S3Operation.GET_OBJECT,
                null,
                null,
                QueryParameters.NONE,
                head.headers(),
                framing.isEmpty() ? framing.decode(ByteBuffer.allocate(0)) : body.apply(framing),
                arrival);
    }
}
