package io.maxiofs.server.share;

import io.maxiofs.server.database.ShareTables.ShareRow;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.s3.call.S3Call;
import io.maxiofs.server.s3.call.S3Caller;
import io.maxiofs.server.s3.call.S3Calls;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.PercentEncoding;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves links. One that never was, was revoked, has expired or is used up looks the same, and so does one whose object is
 * gone or whose maker may not read it any more. What is downloaded is always a file to be saved and never a page, so that
 * nothing shared can act in the name of the server.
 */
public final class SharePages {
    /** First part of the path of links. No bucket can have this name. */
    public static final String ROOT = "_share";

    private static final int MAX_FORM_BYTES = 4 << 10;
    private static final String RANGE = "range";
    private static final String PAGE_POLICY =
            "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /** What of an object's own headers goes with a download. */
    private static final List<String> KEPT =
            List.of("Content-Length", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified");

    private final Shares shares;
    private final S3Calls calls;
    private final UserDirectory users;
    private final BucketCatalog buckets;
    private final PasswordGuard guard;

    public SharePages(Shares shares, S3Calls calls, UserDirectory users, BucketCatalog buckets, InstantSource clock) {
        this.shares = shares;
        this.calls = calls;
        this.users = users;
        this.buckets = buckets;
        this.guard = new PasswordGuard(shares.limits(), clock);
    }

    /**
     * Serves one visit.
     *
     * @param method as sent
     * @param token what stands behind {@link #ROOT} in the path
     */
    public S3Response serve(String method, String token, S3Request visit) {
        if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("POST")) {
            return page(405, "This link can only be opened.", false).withHeader("Allow", "GET, HEAD, POST");
        }
        ShareRow share = shares.open(token).orElse(null);
        if (share == null) {
            return gone();
        }
        boolean locked = share.terms().passwordHash() != null;
        if (locked && !method.equals("POST")) {
            return page(200, "This file is protected. Enter its password to download it.", true);
        }
        if (locked) {
            S3Response refusal = refusal(share, visit);
            if (refusal != null) {
                return refusal;
            }
        }
        return download(method, share, visit);
    }

    /** Null if the form has the right password. */
    private @Nullable S3Response refusal(ShareRow share, S3Request visit) {
        if (!guard.mayTry(share.id(), visit.origin().remoteAddress())) {
            return page(429, "Too many wrong passwords. Try again later.", true)
                    .withHeader(
                            "Retry-After",
                            Long.toString(shares.limits().window().toSeconds()));
        }
        String form = new String(visit.body().readAll(MAX_FORM_BYTES), StandardCharsets.ISO_8859_1);
        String given;
        try {
            given = Optional.ofNullable(PercentEncoding.parseQuery(form).value("password"))
                    .orElse("");
        } catch (S3Exception e) {
            given = "";
        }
        if (!shares.isPassword(share, given)) {
            return page(403, "The password is wrong.", true);
        }
        guard.right(share.id(), visit.origin().remoteAddress());
        return null;
    }

    private S3Response download(String method, ShareRow share, S3Request visit) {
        S3Caller maker = maker(share, visit);
        if (maker == null) {
            return gone();
        }
        boolean reads = !method.equals("HEAD");
        boolean limited = share.terms().maxDownloads() != null;
        String range = limited ? null : visit.headers().value(RANGE);
        S3Response object;
        try {
            object = calls.call(
                    maker,
                    S3Call.of(
                                    reads ? S3Operation.GET_OBJECT : S3Operation.HEAD_OBJECT,
                                    share.subject().bucket(),
                                    ObjectKey.of(share.subject().key()))
                            .query("versionId", share.subject().version())
                            .header(RANGE, range));
        } catch (S3Exception e) {
            return e.code().status() == 416 ? page(416, "The file has no such part.", false) : gone();
        }
        // Parts that follow belong to a download that was counted; where downloads are limited there are no parts.
        boolean counts = reads && (range == null || range.startsWith("bytes=0-"));
        if (counts && !shares.claim(share)) {
            close(object);
            return gone();
        }
        return asFile(object, share.subject().fileName());
    }

    /** Whose rights the link has; null if they can act no more, or the bucket is another by now. */
    private @Nullable S3Caller maker(ShareRow share, S3Request visit) {
        Bucket bucket = buckets.find(new BucketName(share.subject().bucket())).orElse(null);
        if (bucket == null || bucket.id() != share.subject().bucketId()) {
            return null;
        }
        Principal principal;
        if (share.creator().isEmpty()) {
            principal = Principal.administrator(bucket.owner(), "");
        } else {
            principal = users.byName(share.creator())
                    .filter(User::isActive)
                    .map(Principal::signedIn)
                    .orElse(null);
        }
        return principal == null
                ? null
                : new S3Caller(
                        principal,
                        visit.origin().remoteAddress(),
                        visit.origin().secure());
    }

    private static void close(S3Response response) {
        if (response.body() instanceof S3Response.Stored stored) {
            stored.reader().close();
        }
    }

    private static S3Response asFile(S3Response object, String fileName) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = object.headers().get(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        headers.put("Content-Type", "application/octet-stream");
        headers.put("Content-Disposition", disposition(fileName));
        secure(headers, FILE_POLICY);
        return new S3Response(object.status(), headers, object.body());
    }

    /** RFC 6266: a plain name for old programs, the real one for all others. */
    static String disposition(String fileName) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < fileName.length(); i++) {
            char c = fileName.charAt(i);
            plain.append(c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '/' ? c : '_');
        }
        String encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    private static void secure(Map<String, String> headers, String policy) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", policy);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Cache-Control", "private, no-store");
    }

    private static S3Response gone() {
        return page(404, "This link does not work, or does not work any more.", false);
    }

    private static S3Response page(int status, String text, boolean asks) {
        String form = asks
                ? "<form method=\"post\"><p><label>Password <input type=\"password\" name=\"password\" autofocus required>"
                        + "</label> <button>Download</button></p></form>\n"
                : "";
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Shared file</title></head>\n<body>\n"
                + "<h1>Shared file</h1>\n<p>" + text + "</p>\n" + form + "</body></html>\n";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        secure(headers, PAGE_POLICY);
        return new S3Response(status, headers, new S3Response.Bytes(html.getBytes(StandardCharsets.UTF_8)));
    }
}
