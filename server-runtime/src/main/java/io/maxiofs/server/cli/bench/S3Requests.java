package io.maxiofs.server.cli.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** The requests of a run, and whether their answers are right. Used by one thread. */
final class S3Requests implements AutoCloseable {
    static final int PAGE_KEYS = 1_000;

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int MULTIPLE_CHOICES = 300;

    private final S3Connection connection;
    private final Verify verify;

    S3Requests(Endpoint endpoint, InstantSource clock, Verify verify) {
        this.connection = new S3Connection(endpoint, clock);
        this.verify = verify;
    }

    /** @return bytes sent */
    long put(ObjectSet objects, long number) throws IOException, FailedRequestException {
        Body body = objects.bodies().of(number);
        CapturedText text = new CapturedText();
        Response response = connection.send("PUT", objects.path(number), "", body, text);
        requireSuccess(response, text);
        requireEtag(response, body);
        return body.size();
    }

    /** @return bytes received */
    long get(ObjectSet objects, long number) throws IOException, FailedRequestException {
        Body body = objects.bodies().of(number);
        ReceivedObject received = new ReceivedObject(body, verify.bytes());
        Response response = connection.send("GET", objects.path(number), "", null, received);
        requireStatus(response, received.document(), OK);
        if (response.bodyBytes() != body.size()) {
            throw FailedRequestException.wrong("GET of " + objects.key(number) + " gave " + response.bodyBytes()
                    + " bytes instead of " + body.size());
        }
        if (received.isWrong()) {
            throw FailedRequestException.wrong("GET of " + objects.key(number) + " gave other bytes than were put");
        }
        requireEtag(response, body);
        return body.size();
    }

    void head(ObjectSet objects, long number) throws IOException, FailedRequestException {
        Body body = objects.bodies().of(number);
        CapturedText none = new CapturedText();
        Response response = connection.send("HEAD", objects.path(number), "", null, none);
        requireStatus(response, none, OK);
        if (response.contentLength() != body.size()) {
            throw FailedRequestException.wrong("HEAD of " + objects.key(number) + " says " + response.contentLength()
                    + " bytes instead of " + body.size());
        }
        requireEtag(response, body);
    }

    /** HEAD of a key that no set has. */
    void miss(ObjectSet objects) throws IOException, FailedRequestException {
        CapturedText none = new CapturedText();
        Response response = connection.send("HEAD", "/" + objects.bucket() + "/missing-object", "", null, none);
        requireStatus(response, none, NOT_FOUND);
    }

    void delete(ObjectSet objects, long number) throws IOException, FailedRequestException {
        CapturedText text = new CapturedText();
        requireStatus(connection.send("DELETE", objects.path(number), "", null, text), text, NO_CONTENT);
    }

    /**
     * One page of the keys behind a number.
     *
     * @param count how many objects the set has
     */
    void list(ObjectSet objects, long after, long count) throws IOException, FailedRequestException {
        String query = "delimiter=%2F&list-type=2&max-keys=" + PAGE_KEYS + "&prefix=" + encoded(objects.prefix())
                + "&start-after=" + encoded(objects.key(after));
        CapturedText text = new CapturedText();
        requireStatus(connection.send("GET", "/" + objects.bucket(), query, null, text), text, OK);
        List<String> keys = text.elements("Key");
        long expected = Math.min(PAGE_KEYS, count - after - 1);
        if (keys.size() != expected) {
            throw FailedRequestException.wrong("A page has " + keys.size() + " keys instead of " + expected);
        }
        for (int i = 0; i < keys.size(); i++) {
            String key = objects.key(after + 1 + i);
            if (!keys.get(i).equals(key)) {
                throw FailedRequestException.wrong("A page has " + keys.get(i) + " where " + key + " should be");
            }
        }
    }

    /** Whether there is such a bucket, as far as the answer tells. */
    boolean bucketExists(String bucket) throws IOException {
        return connection
                        .send("HEAD", "/" + bucket, "", null, new CapturedText())
                        .status()
                != NOT_FOUND;
    }

    void createBucket(String bucket) throws IOException, FailedRequestException {
        CapturedText text = new CapturedText();
        requireSuccess(connection.send("PUT", "/" + bucket, "", null, text), text);
    }

    void deleteBucket(String bucket) throws IOException, FailedRequestException {
        CapturedText text = new CapturedText();
        requireSuccess(connection.send("DELETE", "/" + bucket, "", null, text), text);
    }

    private void requireEtag(Response response, Body body) throws FailedRequestException {
        if (verify.etags()) {
            String etag = response.header("ETag");
            if (!("\"" + body.md5() + "\"").equals(etag)) {
                throw FailedRequestException.wrong("The entity tag is " + etag + " instead of " + body.md5());
            }
        }
    }

    private static void requireSuccess(Response response, CapturedText text) throws FailedRequestException {
        if (response.status() < OK || response.status() >= MULTIPLE_CHOICES) {
            throw failed(response, text);
        }
    }

    private static void requireStatus(Response response, CapturedText text, int status) throws FailedRequestException {
        if (response.status() != status) {
            throw failed(response, text);
        }
    }

    private static FailedRequestException failed(Response response, CapturedText text) {
        String status = "HTTP-" + response.status();
        String code = text.errorCode().orElse(status);
        return new FailedRequestException(code, "Answered with " + response.status() + " (" + code + ")");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
