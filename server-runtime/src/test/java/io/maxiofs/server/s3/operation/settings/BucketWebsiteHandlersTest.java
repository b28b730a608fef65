package io.maxiofs.server.s3.operation.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.website.WebsiteDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GetBucketWebsite, PutBucketWebsite and DeleteBucketWebsite. */
class BucketWebsiteHandlersTest {
    private static final String INDEX = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
    private static final String RULE = "<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>a</KeyPrefixEquals>"
            + "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals></Condition><Redirect>"
            + "<Protocol>https</Protocol><HostName>h.example</HostName><ReplaceKeyWith>b</ReplaceKeyWith>"
            + "<HttpRedirectCode>302</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>";
    private static final String REDIRECT =
            "<RedirectAllRequestsTo><HostName>h.example</HostName></RedirectAllRequestsTo>";

    private final S3Caller alice = S3Caller.start();

    @BeforeEach
    void createBucket() {
        alice.put("/bucket", "");
    }

    private static String site(String content) {
        return "<WebsiteConfiguration>" + content + "</WebsiteConfiguration>";
    }

    @Test
    void keepsAndRemovesTheConfiguration() {
        assertThat(alice.get("/bucket?website").outcome()).isEqualTo("404 NoSuchWebsiteConfiguration");
        String full = INDEX + "<ErrorDocument><Key>e</Key></ErrorDocument>" + RULE;
        assertThat(alice.put("/bucket?website", site(full)).outcome()).isEqualTo("200");
        assertThat(alice.get("/bucket?website").text()).contains(full);
        assertThat(alice.put("/bucket?website", site(REDIRECT)).outcome()).isEqualTo("200");
        assertThat(alice.get("/bucket?website").text()).contains(REDIRECT).doesNotContain("Index");
        assertThat(alice.delete("/bucket?website").status()).isEqualTo(204);
        assertThat(alice.get("/bucket?website").outcome()).isEqualTo("404 NoSuchWebsiteConfiguration");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses("400 InvalidArgument", "");
        refuses("400 InvalidArgument", INDEX + REDIRECT);
        refuses("400 InvalidArgument", "<IndexDocument><Suffix>a/b</Suffix></IndexDocument>");
        refuses("400 InvalidArgument", "<IndexDocument><Suffix></Suffix></IndexDocument>");
        refuses("400 MalformedXML", INDEX + "<ErrorDocument/>");
        refuses("400 MalformedXML", INDEX + "<RoutingRules/>");
        refuses("400 MalformedXML", INDEX + "<Other/>");
        refuses("400 InvalidRequest", REDIRECT.replace("</HostName>", "</HostName><Protocol>ftp</Protocol>"));
        refuses("400 InvalidRequest", INDEX + RULE.replace("404", "200"));
        refuses("400 InvalidRequest", INDEX + RULE.replace("302", "300"));
        refuses("400 InvalidRequest", INDEX + RULE.replace("https", "gopher"));
        refuses(
                "400 InvalidRequest",
                INDEX
                        + RULE.replace(
                                "</ReplaceKeyWith>",
                                "</ReplaceKeyWith><ReplaceKeyPrefixWith>c</ReplaceKeyPrefixWith>"));
        String rule = RULE.substring("<RoutingRules>".length(), RULE.indexOf("</RoutingRules>"));
        refuses("400 InvalidRequest", INDEX + "<RoutingRules>" + rule.repeat(51) + "</RoutingRules>");
    }

    private void refuses(String outcome, String content) {
        assertThat(alice.put("/bucket?website", site(content)).outcome())
                .as(content)
                .isEqualTo(outcome);
    }

    @Test
    void survivesAnyDocument() {
        MutatedDocuments.feed(WebsiteDocument::parse, site(INDEX + RULE), site(REDIRECT));
    }
}
