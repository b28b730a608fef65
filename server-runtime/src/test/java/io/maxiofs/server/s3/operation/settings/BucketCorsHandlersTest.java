package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.cors.CorsDocument;
import io.maxiofs.server.s3.operation.caller.Reply;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.s3.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GetBucketCors, PutBucketCors and DeleteBucketCors. */
class BucketCorsHandlersTest {
    private static final String FULL = "<CORSConfiguration><CORSRule><ID>one</ID>"
            + "<AllowedOrigin>http://*.example.com</AllowedOrigin><AllowedOrigin>http://test.com:80</AllowedOrigin>"
            + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
            + "<AllowedHeader>x-AMZ-meta-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>3000</MaxAgeSeconds></CORSRule></CORSConfiguration>";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String rule(String content) {
        return "<CORSConfiguration><CORSRule>" + content + "</CORSRule></CORSConfiguration>";
    }

    private static String rules(int count) {
        return "<CORSConfiguration>"
                + "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>"
                        .repeat(count)
                + "</CORSConfiguration>";
    }

    @Test
    void keepsReplacesAndRemovesRules() {
        assertThat(alice.get("/bucket?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
        assertThat(alice.get("/bucket?cors").text()).contains("<BucketName>bucket</BucketName>");
        Reply put = alice.put("/bucket?cors", FULL);
        assertThat(put.outcome()).isEqualTo("200");
        assertThat(put.body()).isEmpty();
        XmlElement rule = alice.get("/bucket?cors").xml().child("CORSRule").orElseThrow();
        assertThat(rule.value("ID")).isEqualTo("one");
        assertThat(rule.children("AllowedOrigin").stream().map(XmlElement::text))
                .containsExactly("http://*.example.com", "http://test.com:80");
        assertThat(rule.children("AllowedMethod").stream().map(XmlElement::text))
                .containsExactly("GET", "PUT");
        assertThat(rule.value("AllowedHeader")).isEqualTo("x-AMZ-meta-*");
        assertThat(rule.value("ExposeHeader")).isEqualTo("ETag");
        assertThat(rule.value("MaxAgeSeconds")).isEqualTo("3000");
        assertThat(alice.put("/bucket?cors", rules(1)).outcome()).isEqualTo("200");
        assertThat(alice.get("/bucket?cors").text()).doesNotContain("example.com");
        assertThat(alice.delete("/bucket?cors").status()).isEqualTo(204);
        assertThat(alice.delete("/bucket?cors").status()).isEqualTo(204);
        assertThat(alice.get("/bucket?cors").outcome()).isEqualTo("404 NoSuchCORSConfiguration");
        assertThat(alice.get("/missing?cors").outcome()).isEqualTo("404 NoSuchBucket");
    }

    @Test
    void refusesRulesThatCannotBe() {
        String origin = "<AllowedOrigin>*</AllowedOrigin>";
        String method = "<AllowedMethod>GET</AllowedMethod>";
        refuses("400 MalformedXML", "<CORSConfiguration/>");
        refuses("400 MalformedXML", rule(""));
        refuses("400 MalformedXML", rule(origin));
        refuses("400 MalformedXML", rule(method));
        refuses("400 MalformedXML", rule(origin + method + "<Unknown/>"));
        refuses("400 MalformedXML", rule(origin + method + "<MaxAgeSeconds>soon</MaxAgeSeconds>"));
        refuses("400 MalformedXML", rule(origin + method + "<MaxAgeSeconds>-1</MaxAgeSeconds>"));
        refuses("400 MalformedXML", rule(origin + method + "<ID>" + "x".repeat(256) + "</ID>"));
        refuses("400 InvalidRequest", rule(origin + "<AllowedMethod>OPTIONS</AllowedMethod>"));
        refuses("400 InvalidRequest", rule(origin + "<AllowedMethod>get</AllowedMethod>"));
        refuses("400 InvalidRequest", rule("<AllowedOrigin>*a*</AllowedOrigin>" + method));
        refuses("400 InvalidRequest", rule(origin + method + "<AllowedHeader>x-*-*</AllowedHeader>"));
        refuses("400 InvalidRequest", rule(origin + method + "<ExposeHeader>*</ExposeHeader>"));
        refuses("400 InvalidRequest", rules(101));
        assertThat(alice.put("/bucket?cors", rule(origin + "<AllowedMethod>PATCH</AllowedMethod>"))
                        .xml()
                        .value("Message"))
                .isEqualTo("Found unsupported HTTP method in CORS config. Unsupported method is PATCH");
        assertThat(alice.get("/bucket?cors").status()).isEqualTo(404);
        assertThat(alice.put("/bucket?cors", rules(100)).outcome()).isEqualTo("200");
    }

    private void refuses(String outcome, String document) {
        assertThat(alice.put("/bucket?cors", document).outcome()).as(document).isEqualTo(outcome);
    }

    @Test
    void survivesAnyDocument() {
        MutatedDocuments.feed(CorsDocument::parse, FULL, rules(2));
        // What was accepted once is accepted again, as it was written.
        byte[] written = CorsDocument.write(CorsDocument.parse(FULL.getBytes(StandardCharsets.UTF_8)));
        assertThat(CorsDocument.parse(written)).isEqualTo(CorsDocument.parse(FULL.getBytes(StandardCharsets.UTF_8)));
    }
}
