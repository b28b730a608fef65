package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.BucketForms;
import io.maxiofs.server.website.WebsiteConfiguration;
import io.maxiofs.server.website.WebsiteDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the form of a website and S3's document; the form says all of it. */
final class WebsiteForms {
    private WebsiteForms() {}

    /** @param stored as the bucket keeps it; null for none */
    static BucketForms.Website form(@Nullable String stored) {
        if (stored == null) {
            return new BucketForms.Website(null, null, null, List.of());
        }
        WebsiteConfiguration website = WebsiteDocument.parse(stored.getBytes(StandardCharsets.UTF_8));
        WebsiteConfiguration.RedirectAll all = website.redirectAll();
        return new BucketForms.Website(
                website.indexSuffix(),
                website.errorKey(),
                all == null ? null : new BucketForms.RedirectAll(all.host(), all.protocol()),
                website.rules().stream().map(WebsiteForms::form).toList());
    }

    private static BucketForms.RoutingRule form(WebsiteConfiguration.RoutingRule rule) {
        WebsiteConfiguration.Redirect redirect = rule.redirect();
        return new BucketForms.RoutingRule(
                rule.keyPrefix(),
                rule.errorCode(),
                redirect.protocol(),
                redirect.host(),
                redirect.replacePrefix(),
                redirect.replaceKey(),
                redirect.status());
    }

    /** @param stored says nothing that the form does not */
    static byte[] document(BucketForms.Website form, @Nullable String stored) {
        BucketForms.RedirectAll all = form.redirectAll();
        if (form.index() == null
                && form.error() == null
                && all == null
                && form.rules().isEmpty()) {
            return new byte[0];
        }
        return WebsiteDocument.write(new WebsiteConfiguration(
                all == null
                        ? null
                        : new WebsiteConfiguration.RedirectAll(Documents.orEmpty(all.host()), all.protocol()),
                form.index(),
                form.error(),
                form.rules().stream().map(WebsiteForms::rule).toList()));
    }

    private static WebsiteConfiguration.RoutingRule rule(BucketForms.RoutingRule form) {
        return new WebsiteConfiguration.RoutingRule(
                form.keyPrefix(),
                form.errorCode(),
                new WebsiteConfiguration.Redirect(
                        form.protocol(), form.host(), form.replacePrefix(), form.replaceKey(), form.status()));
    }
}
