package io.maxiofs.server.federation.oidc;

import java.util.List;
import java.util.Map;

/**
 * What a verified token says.
 *
 * @param audience for whom it is: the first that is registered
 * @param facts values by the name of the claim, such as {@code sub}: texts, numbers, truth values and lists of texts. {@code
 *     aud} has only what is registered.
 */
public record WebIdentity(String issuer, String subject, String audience, Map<String, List<String>> facts) {
    public WebIdentity {
        facts = Map.copyOf(facts);
    }
}
