package io.maxiofs.server.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.SentHeaders;
import io.maxiofs.server.s3.request.VirtualHosts;
import io.maxiofs.storage.model.Owner;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the examples AWS published in "Signing and Authenticating REST Requests". */
final class SignatureV2AuthenticatorTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String BUCKET_HOST = "johnsmith.s3.amazonaws.com";
    private static final String DATE = "Tue, 27 Mar 2007 19:36:42 +0000";

    private final S3RequestParser parser = new S3RequestParser(new VirtualHosts(Set.of("s3.amazonaws.com")));
    private Instant now = instant(DATE);
    private boolean enabled = true;

    private static Instant instant(String date) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    }

    private Authentication authenticate(String method, String path, String query, String... headers) {
        SignatureV4Authenticator authenticator = new SignatureV4Authenticator(
                id -> id.equals(KEY)
                        ? Optional.of(new Credential(
                                new Principal(Principal.Kind.USER, "u", id, new Owner("c", "u"), "", ""),
                                new SecretKey(SECRET),
                                1))
                        : Optional.empty(),
                "us-east-1",
                enabled,
                () -> now);
        RequestHead head =
                new RequestHead(method, path, query, SentHeaders.of(headers), InetAddress.getLoopbackAddress(), false);
        return authenticator.authenticate(head, parser.parse(head));
    }

    private static String authorization(String signature) {
        return "AWS " + KEY + ":" + signature;
    }

    private static String sign(String toSign) {
        return Base64.getEncoder()
                .encodeToString(HmacSha1.sign(
                        SECRET.getBytes(StandardCharsets.UTF_8), toSign.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertCode(Runnable call, S3ErrorCode code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).as(e.message()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/photos/puppy.jpg||Tue, 27 Mar 2007 19:36:42 +0000|bWq2s1WEIj+Ydj0vQ697zp+IXMU=",
                "/|prefix=photos&max-keys=50&marker=puppy|Tue, 27 Mar 2007 19:42:41 +0000|htDYFYduRNen8P9ZfE/s9SuKy0U=",
                "/|acl|Tue, 27 Mar 2007 19:44:46 +0000|c2WLPFtWHVgbEmeEG93a4cG37dM="
            })
    void acceptsAwsExamplesOfReads(String path, String query, String date, String signature) {
        now = instant(date);

        Authentication found = authenticate(
                "GET",
                path,
                query == null ? "" : query,
                "Host",
                BUCKET_HOST,
                "Date",
                date,
                "Authorization",
                authorization(signature));

        assertThat(found.principal().userName()).isEqualTo("u");
    }

    @Test
    void acceptsAwsExampleOfAPut() {
        now = instant("Tue, 27 Mar 2007 21:15:45 +0000");
        authenticate(
                "PUT",
                "/photos/puppy.jpg",
                "",
                "Content-Type",
                "image/jpeg",
                "Host",
                BUCKET_HOST,
                "Date",
                "Tue, 27 Mar 2007 21:15:45 +0000",
                "Authorization",
                authorization("MyyxeRY7whkBe+bq8fHCL/2kKUg="));
    }

    @Test
    void acceptsAwsExampleWithAmzHeaders() {
        now = instant("Tue, 27 Mar 2007 21:06:08 +0000");
        authenticate(
                "PUT",
                "/static.johnsmith.net/db-backup.dat.gz",
                "",
                "Host",
                "s3.amazonaws.com",
                "Date",
                "Tue, 27 Mar 2007 21:06:08 +0000",
                "x-amz-acl",
                "public-read",
                "content-type",
                "application/x-download",
                "Content-MD5",
                "4gJE4saaMU4BqNR0kLY+lw==",
                "X-Amz-Meta-ReviewedBy",
                "joe@johnsmith.net",
                "X-Amz-Meta-ReviewedBy",
                "jane@johnsmith.net",
                "X-Amz-Meta-FileChecksum",
                "0x02661779",
                "X-Amz-Meta-ChecksumAlgorithm",
                "crc32",
                "Content-Disposition",
                "attachment; filename=database.dat",
                "Authorization",
                authorization("ilyl83RwaSoYIEdixDQcA4OnAnc="));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|Wed, 28 Mar 2007 01:29:59 +0000|qGdzdERIC03wnaRNKh6OqZehG9s=",
                "/dictionary/fran%C3%A7ais/pr%c3%a9f%c3%a8re|Wed, 28 Mar 2007 01:49:49 +0000|DNEZGsoieTZ92F3bUfSPQcbGmlM="
            })
    void acceptsAwsExamplesInPathStyle(String path, String date, String signature) {
        now = instant(date);
        authenticate(
                "GET", path, "", "Host", "s3.amazonaws.com", "Date", date, "Authorization", authorization(signature));
    }

    @Test
    void acceptsAwsExampleOfAQuery() {
        now = Instant.ofEpochSecond(1_175_139_620);
        String query = "AWSAccessKeyId=" + KEY + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";

        authenticate("GET", "/photos/puppy.jpg", query, "Host", BUCKET_HOST);

        now = now.plusSeconds(1);
        assertCode(
                () -> authenticate("GET", "/photos/puppy.jpg", query, "Host", BUCKET_HOST), S3ErrorCode.ACCESS_DENIED);
    }

    @Test
    void lifetimeAndSubResourceOfAQueryAreSigned() {
        now = Instant.ofEpochSecond(1_175_139_000);
        String query = "AWSAccessKeyId=" + KEY + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=";
        for (String changed :
                new String[] {"1175139621", "1175139620&acl", "1175139620&versionId=1", "1175139620&tagging"}) {
            assertCode(
                    () -> authenticate("GET", "/photos/puppy.jpg", query + changed, "Host", BUCKET_HOST),
                    S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        }
    }

    @Test
    void amzDateStandsInForDate() {
        String toSign = "DELETE\n\n\n\nx-amz-date:" + DATE + "\n/johnsmith/photos/puppy.jpg";
        authenticate(
                "DELETE",
                "/johnsmith/photos/puppy.jpg",
                "",
                "Host",
                "s3.amazonaws.com",
                "Date",
                "Tue, 27 Mar 2001 21:20:27 +0000",
                "x-amz-date",
                DATE,
                "Authorization",
                authorization(sign(toSign)));
    }

    @Test
    void aBucketInThePathMayBeSignedWithASlash() {
        authenticate(
                "GET",
                "/johnsmith",
                "",
                "Host",
                "s3.amazonaws.com",
                "Date",
                DATE,
                "Authorization",
                authorization(sign("GET\n\n\n" + DATE + "\n/johnsmith/")));
    }

    @Test
    void everyAmzHeaderIsSigned() {
        assertCode(
                () -> authenticate(
                        "GET",
                        "/photos/puppy.jpg",
                        "",
                        "Host",
                        BUCKET_HOST,
                        "Date",
                        DATE,
                        "x-amz-request-payer",
                        "requester",
                        "Authorization",
                        authorization("bWq2s1WEIj+Ydj0vQ697zp+IXMU=")),
                S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS HAHAHA", "AWS :x", "AWS x:", "AWS a b:c"})
    void refusesMalformedAuthorizations(String authorization) {
        assertCode(
                () -> authenticate("GET", "/", "", "Host", BUCKET_HOST, "Date", DATE, "Authorization", authorization),
                S3ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bad Date|ACCESS_DENIED",
                "''|ACCESS_DENIED",
                "Tue, 07 Jul 1950 21:53:04 GMT|ACCESS_DENIED",
                "Tue, 07 Jul 2010 21:53:04 GMT|REQUEST_TIME_TOO_SKEWED",
                "Wed, 07 Jul 2010 21:53:04 GMT|REQUEST_TIME_TOO_SKEWED",
                "Tue, 07 Jul 9999 21:53:04 GMT|REQUEST_TIME_TOO_SKEWED",
                "Tue, 41 Jul 2010 21:53:04 GMT|ACCESS_DENIED",
                "Wed, 07 Jul 9999 21:53:04 GMT|REQUEST_TIME_TOO_SKEWED"
            })
    void refusesOtherTimes(String date, S3ErrorCode code) {
        assertCode(
                () -> authenticate(
                        "GET",
                        "/",
                        "",
                        "Host",
                        BUCKET_HOST,
                        "x-amz-date",
                        date,
                        "Authorization",
                        authorization(sign("GET\n\n\n\nx-amz-date:" + date + "\n/johnsmith/"))),
                code);
    }

    @Test
    void refusesUnknownKeys() {
        assertCode(
                () -> authenticate("GET", "/", "", "Host", BUCKET_HOST, "Date", DATE, "Authorization", "AWS OTHER:abc"),
                S3ErrorCode.INVALID_ACCESS_KEY_ID);
    }

    @Test
    void whenOffItSaysWhatToUseInstead() {
        enabled = false;
        assertThatThrownBy(() -> authenticate(
                        "GET",
                        "/photos/puppy.jpg",
                        "",
                        "Host",
                        BUCKET_HOST,
                        "Date",
                        DATE,
                        "Authorization",
                        authorization("bWq2s1WEIj+Ydj0vQ697zp+IXMU=")))
                .isInstanceOf(S3Exception.class)
                .hasMessage("The authorization mechanism you have provided is not supported. Please use"
                        + " AWS4-HMAC-SHA256.");
    }
}
