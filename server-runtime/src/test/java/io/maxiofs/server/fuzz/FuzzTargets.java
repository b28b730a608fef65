package io.maxiofs.server.fuzz;

import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.s3.auth.SignatureV4Authenticator;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.caller.MemoryBody;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.operation.form.FormBodies;
import io.maxiofs.server.s3.request.ChunkedBodies;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.server.s3.request.VirtualHosts;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.service.NewBucketRules;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is fed. A target takes any bytes, and ends without anything but the refusals it may give; examples are inputs it
 * accepts, of which damaged forms are made.
 */
final class FuzzTargets {
    private static final String SELECT = "<SelectObjectContentRequest><Expression>%s</Expression><ExpressionType>SQL"
            + "</ExpressionType><InputSerialization>%s</InputSerialization><OutputSerialization><JSON/>"
            + "</OutputSerialization></SelectObjectContentRequest>";
    private static final String FORM = "--b\r\nContent-Disposition: form-data; name=";

    /** Input and what is made of it. */
    record Target(Consumer<byte[]> parser, List<String> examples) {}

    private final S3Caller alice = S3Caller.start(NewBucketRules.OLDER);
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private int lastStatus = 200;

    FuzzTargets() {
        alice.put("/bucket", "", "x-amz-bucket-object-lock-enabled", "true");
        alice.put("/documents", "");
        alice.put("/lists", "");
        alice.put("/bucket/key", "hello");
        alice.put("/lists/key", "hello");
        documents();
        select();
        headers();
        bodies();
    }

    Map<String, Target> all() {
        return targets;
    }

    /** Of the last answer; 200 if there was none, since some targets end before anything is answered. */
    int lastStatus() {
        return lastStatus;
    }

    /** One target; fails if there is none of that name. */
    Target named(String name) {
        return Optional.ofNullable(targets.get(name)).orElseThrow(() -> new AssertionError("No target " + name));
    }

    private void documents() {
        document("policy", "PUT", "?policy", """
                {"Version": "2012-10-17", "Id": "i", "Statement": [{"Sid": "s", "Effect": "Allow",
                 "Principal": {"AWS": ["arn:aws:iam:::user/bob", "*"]}, "NotAction": "s3:Delete*",
                 "Resource": "arn:aws:s3:::documents/${aws:username}/*",
                 "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "::1/128"]},
                  "DateGreaterThanIfExists": {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
                  "ForAnyValue:StringLike": {"s3:RequestObjectTagKeys": ["a?", "b*"]},
                  "NumericLessThan": {"s3:max-keys": "10"}, "Bool": {"aws:SecureTransport": "true"},
                  "Null": {"s3:x-amz-acl": "false"}}}]}""");
        document("lifecycle", "PUT", "?lifecycle", """
                <LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter><And><Prefix>a</Prefix><Tag><Key>k\
                </Key><Value>v</Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter><Expiration>\
                <Date>2030-01-01T00:00:00Z</Date></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3\
                </NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule>\
                </LifecycleConfiguration>""");
        add("notification", input -> NotificationDocument.parse(input, () -> "id"), """
                <NotificationConfiguration><QueueConfiguration><Id>i</Id><Queue>arn:aws:sqs:::hook</Queue><Event>\
                s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>a</Value></FilterRule>\
                </S3Key></Filter></QueueConfiguration></NotificationConfiguration>""");
        document("acl", "PUT", "?acl", """
                <AccessControlPolicy><Owner><ID>alice-id</ID></Owner><AccessControlList><Grant><Grantee \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>bob-id</ID></Grantee>\
                <Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>""");
        document("cors", "PUT", "?cors", """
                <CORSConfiguration><CORSRule><ID>i</ID><AllowedOrigin>https://*.example</AllowedOrigin><AllowedMethod>GET\
                </AllowedMethod><AllowedHeader>x-*</AllowedHeader><MaxAgeSeconds>3</MaxAgeSeconds></CORSRule>\
                </CORSConfiguration>""");
        document("website", "PUT", "?website", """
                <WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument><RoutingRules><RoutingRule>\
                <Condition><HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect><HostName>h\
                </HostName><ReplaceKeyWith>k</ReplaceKeyWith></Redirect></RoutingRule></RoutingRules>\
                </WebsiteConfiguration>""");
        document("delete", "POST", "?delete", "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>");
        document("tagging", "PUT", "?tagging", """
                <Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>""");
        document("inventory", "PUT", "?inventory&id=i", """
                <InventoryConfiguration><Id>i</Id><IsEnabled>true</IsEnabled><Destination><S3BucketDestination><Bucket>\
                arn:aws:s3:::lists</Bucket><Format>CSV</Format></S3BucketDestination></Destination><Schedule><Frequency>\
                Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>""");
        document("logging", "PUT", "?logging", """
                <BucketLoggingStatus><LoggingEnabled><TargetBucket>lists</TargetBucket><TargetPrefix>p</TargetPrefix>\
                </LoggingEnabled></BucketLoggingStatus>""");
        document("encryption", "PUT", "?encryption", """
                <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256\
                </SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>""");
    }

    private void select() {
        add(
                "select-sql",
                input -> {
                    String escaped = text(input)
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")
                            .replaceAll("[\\x00-\\x1f]", " ");
                    query("a,b\n1,2\n", SELECT.formatted(escaped, "<CSV/>"));
                },
                "select s._1, s._2 as n from s3object s where s._2 like 'a%' escape '!' and cast(s._1 as int) > -1.5e3 limit 3",
                "select case when _1 is null then 'x' else substring(_2 from 1 for 2) end from s3object",
                "select to_timestamp('2026-01-01T'), extract(year from to_timestamp(_1)), _1 || 'a' from s3object");
        add(
                "select-csv",
                input -> query(
                        text(input),
                        SELECT.formatted("select * from s3object", "<CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV>")),
                "a,b\n1,\"2, \"\"x\"\"\"\n\n3\r\n");
        add(
                "select-json",
                input -> query(
                        text(input),
                        SELECT.formatted("select s.a, s.b[1] from s3object s", "<JSON><Type>LINES</Type></JSON>")),
                "{\"a\": 1.50, \"b\": [null, {\"c\": \"\\u00e9\"}]}\n{\"a\": true}\n");
        add(
                "select-request",
                input -> fine(alice.call("POST", "/bucket/key?select&select-type=2", MemoryBody.of(input))),
                SELECT.formatted("select * from s3object", "<CSV><RecordDelimiter>;</RecordDelimiter></CSV>"));
    }

    private void query(String object, String request) {
        alice.put("/bucket/rows", object);
        fine(alice.post("/bucket/rows?select&select-type=2", request));
    }

    private void headers() {
        header("range", "GET", "Range", "bytes=1-3", "bytes=-2", "bytes=0-0,2-3");
        header(
                "date",
                "GET",
                "If-Modified-Since",
                "Wed, 04 Mar 2026 05:06:07 GMT",
                "Wednesday, 04-Mar-26 05:06:07 GMT");
        header("etags", "GET", "If-None-Match", "\"a\", W/\"b\", *");
        header("tags", "PUT", "x-amz-tagging", "a=1&b=%C3%A9&c");
        header("copy-source", "PUT", "x-amz-copy-source", "/lists/key?versionId=null", "bucket%2Fkey");
        header("grants", "PUT", "x-amz-grant-read", "id=\"bob-id\", emailAddress=\"bob@example.com\"");
        add(
                "retention",
                input -> fine(alice.put(
                        "/bucket/locked",
                        "",
                        "Content-MD5",
                        md5(new byte[0]),
                        "x-amz-object-lock-mode",
                        "GOVERNANCE",
                        "x-amz-object-lock-retain-until-date",
                        visible(input))),
                "2030-01-01T00:00:00.000Z");
        header("checksum", "PUT", "x-amz-checksum-crc32", "AAAAAA==");
        add(
                "target",
                input -> fine(alice.get("/" + visible(input).replace(" ", "%20"))),
                "bucket?list-type=2&prefix=%e2%82%ac&max-keys=3&start-after=a",
                "bucket?versions&key-marker=a&encoding-type=url",
                "lists/key?partNumber=1&versionId=null&response-content-type=a%2Fb");
        authorization();
    }

    private void authorization() {
        SignatureV4Authenticator signatures = new SignatureV4Authenticator(
                id -> Optional.empty(), "us-east-1", () -> Instant.parse("2013-05-24T00:00:00Z"));
        S3RequestParser parser = new S3RequestParser(new VirtualHosts(Set.of()));
        String credential = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
        add(
                "authorization",
                input -> authenticate(signatures, parser, "", visible(input)),
                "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host;x-amz-date, Signature="
                        + "0".repeat(64));
        add(
                "presigned",
                input -> authenticate(signatures, parser, visible(input).replace(" ", "%20"), ""),
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + credential.replace("/", "%2F")
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="
                        + "0".repeat(64));
    }

    private static void authenticate(
            SignatureV4Authenticator signatures, S3RequestParser parser, String query, String authorization) {
        SentHeaders headers = authorization.isEmpty()
                ? SentHeaders.of("Host", "h")
                : SentHeaders.of("Host", "h", "x-amz-date", "20130524T000000Z", "Authorization", authorization);
        RequestHead head =
                new RequestHead("GET", "/bucket/key", query, headers, InetAddress.getLoopbackAddress(), false);
        signatures.authenticate(head, parser.parse(head));
    }

    private void bodies() {
        add(
                "aws-chunked",
                input -> ChunkedBodies.read(input, 5),
                "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                "2;chunk-signature=x\r\nhe\r\n3\r\nllo\r\n00\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
        add(
                "form",
                FormBodies::read,
                FORM + "\"Key\"\r\n\r\na\r\n" + FORM
                        + "\"file\"; filename=\"f\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n");
        add(
                "form-policy",
                input -> FormBodies.policy(Base64.getEncoder().encodeToString(input)),
                "{\"expiration\": \"2099-01-01T00:00:00.000Z\", \"conditions\": [{\"bucket\": \"b\"}, [\"starts-with\", \"$key\","
                        + " \"a\"], [\"content-length-range\", 0, 10]]}");
    }

    private void document(String name, String method, String query, String... examples) {
        add(
                name,
                input ->
                        fine(alice.call(method, "/documents" + query, MemoryBody.of(input), "Content-MD5", md5(input))),
                examples);
    }

    private void header(String name, String method, String header, String... examples) {
        String key = method.equals("GET") ? "/bucket/key" : "/bucket/other";
        add(name, input -> fine(alice.call(method, key, "", header, visible(input))), examples);
    }

    private void add(String name, Consumer<byte[]> parser, String... examples) {
        targets.put(name, new Target(input -> refusing(parser, input), List.of(examples)));
    }

    /** Lets a target refuse what it was given. */
    private void refusing(Consumer<byte[]> parser, byte[] input) {
        lastStatus = 200;
        try {
            parser.accept(input);
        } catch (S3Exception refused) {
            if (refused.code().status() == 500) {
                throw new AssertionError("A bad input is not the server's fault", refused);
            }
        } catch (MalformedXmlException refused) {
            // As it should be.
        }
    }

    /** An answer that is not the server's fault. */
    private void fine(Reply reply) {
        lastStatus = reply.status();
        if (reply.status() == 500) {
            throw new AssertionError(reply.toString());
        }
    }

    private static String md5(byte[] input) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** As it could stand in a line of a request: connections refuse control characters before. */
    private static String visible(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1).replaceAll("[\\x00-\\x1f\\x7f]", "?");
    }
}
