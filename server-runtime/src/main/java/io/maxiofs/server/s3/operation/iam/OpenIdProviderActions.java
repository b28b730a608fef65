package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.iam.IamArn;
import io.maxiofs.server.identity.AccountDirectory;
import io.maxiofs.server.identity.IdentityService;
import io.maxiofs.server.identity.OidcProvider;
import io.maxiofs.server.identity.OidcProviders;
import io.maxiofs.server.s3.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Providers of OpenID Connect whose word roles of the caller's account may take.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html">CreateOpenIDConnectProvider</a>
 */
final class OpenIdProviderActions {
    private static final String ARN = "OpenIDConnectProviderArn";
    private static final String CLIENT_IDS = "ClientIDList";
    private static final String THUMBPRINTS = "ThumbprintList";
    private static final int MAX_PROVIDERS = 100;
    private static final int MAX_CLIENT_IDS = 100;
    private static final int MAX_CLIENT_ID = 255;
    private static final int MAX_THUMBPRINTS = 5;
    private static final int MAX_URL = 255;

    /** A name without a dot could be mistaken for the name of a service in keys of conditions. */
    private static final Pattern URL =
            Pattern.compile("https://[a-z0-9-]+(\\.[a-z0-9-]+)+(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~%@+=,-]*)*");

    private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}");

    private final AccountDirectory accounts;
    private final OidcProviders providers;

    OpenIdProviderActions(IdentityService identities) {
        this.accounts = identities.accounts();
        this.providers = accounts.providers();
    }

    Map<String, QueryProtocolHandler.Body> table() {
        return Map.of(
                "CreateOpenIDConnectProvider", this::create,
                "GetOpenIDConnectProvider", this::get,
                "ListOpenIDConnectProviders", this::list,
                "DeleteOpenIDConnectProvider", this::delete,
                "AddClientIDToOpenIDConnectProvider", this::addClientId,
                "RemoveClientIDFromOpenIDConnectProvider", this::removeClientId,
                "UpdateOpenIDConnectProviderThumbprint", this::updateThumbprints);
    }

    private void create(IamCall call, XmlWriter result) {
        String url = url(call.parameters().required("Url"));
        String account = call.caller().account();
        call.require(IamArn.ofProvider(account, url));
        List<String> clientIds = call.parameters().list(CLIENT_IDS, MAX_CLIENT_IDS);
        clientIds.forEach(OpenIdProviderActions::checkClientId);
        List<String> thumbprints = thumbprints(call);
        Map<String, String> tags = call.tags();
        OidcProvider made = accounts.exclusively(() -> {
            if (providers.byUrl(account, url).isPresent()) {
                throw new IamException(
                        IamException.Code.ENTITY_ALREADY_EXISTS,
                        "Provider with url " + OidcProvider.SCHEME + url + " already exists.");
            }
            if (providers.all(account).size() >= MAX_PROVIDERS) {
                throw IamNames.limit("Cannot exceed quota for OpenIdConnectProvidersPerAccount: " + MAX_PROVIDERS);
            }
            OidcProvider provider = new OidcProvider(
                    providers.newId(),
                    account,
                    url,
                    call.request().origin().received(),
                    clientIds.stream().distinct().toList(),
                    thumbprints,
                    tags);
            providers.save(provider);
            return provider;
        });
        result.element(ARN, IamArn.of(made));
        writeTags(made, result);
    }

    private static String url(String text) {
        if (text.length() > MAX_URL || !URL.matcher(text).matches()) {
            throw new IamException(
                    IamException.Code.INVALID_INPUT,
                    "Invalid Open ID Connect Provider URL. It begins with https://, names a host in small letters with a"
                            + " dot in it, and has neither query nor fragment.");
        }
        return text.substring(OidcProvider.SCHEME.length());
    }

    private static void checkClientId(String id) {
        if (id.isEmpty() || id.length() > MAX_CLIENT_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IamException(
                    IamException.Code.INVALID_INPUT, "A client ID has 1 to " + MAX_CLIENT_ID + " characters.");
        }
    }

    private static List<String> thumbprints(IamCall call) {
        List<String> thumbprints = call.parameters().list(THUMBPRINTS, MAX_THUMBPRINTS);
        for (String thumbprint : thumbprints) {
            if (!THUMBPRINT.matcher(thumbprint).matches()) {
                throw new IamException(
                        IamException.Code.INVALID_INPUT,
                        "A thumbprint has 40 hexadecimal digits: the SHA-1 of a certificate.");
            }
        }
        return thumbprints.stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Who may not even ask is not told what there is. */
    private OidcProvider provider(IamCall call) {
        String arn = call.required(ARN);
        call.require(arn);
        return find(call, arn);
    }

    private OidcProvider find(IamCall call, String arn) {
        return providers.all(call.caller().account()).stream()
                .filter(provider -> IamArn.of(provider).equals(arn))
                .findFirst()
                .orElseThrow(() -> IamException.noSuchEntity("OpenIDConnect Provider not found for arn " + arn));
    }

    private void get(IamCall call, XmlWriter result) {
        OidcProvider provider = provider(call);
        result.element("Url", provider.url());
        writeList(CLIENT_IDS, provider.clientIds(), result);
        writeList(THUMBPRINTS, provider.thumbprints(), result);
        result.element("CreateDate", provider.created());
        writeTags(provider, result);
    }

    private static void writeList(String name, List<String> items, XmlWriter result) {
        result.start(name);
        items.forEach(item -> result.element("member", item));
        result.end();
    }

    private static void writeTags(OidcProvider provider, XmlWriter result) {
        if (!provider.tags().isEmpty()) {
            result.start("Tags");
            provider.tags()
                    .forEach((key, value) -> result.start("member")
                            .element("Key", key)
                            .element("Value", value)
                            .end());
            result.end();
        }
    }

    private void list(IamCall call, XmlWriter result) {
        String account = call.caller().account();
        call.require(IamArn.ofProvider(account, "*"));
        result.start("OpenIDConnectProviderList");
        providers
                .all(account)
                .forEach(provider -> result.start("member")
                        .element("Arn", IamArn.of(provider))
                        .end());
        result.end();
    }

    /** As at AWS, no error if there is none of this name. */
    private void delete(IamCall call, XmlWriter result) {
        String arn = call.required(ARN);
        call.require(arn);
        accounts.exclusively(() -> {
            providers.all(call.caller().account()).stream()
                    .filter(provider -> IamArn.of(provider).equals(arn))
                    .forEach(provider -> providers.delete(provider.id()));
            return arn;
        });
    }

    private void addClientId(IamCall call, XmlWriter result) {
        String id = call.required("ClientID");
        checkClientId(id);
        change(call, provider -> {
            if (provider.clientIds().contains(id)) {
                return provider;
            }
            if (provider.clientIds().size() >= MAX_CLIENT_IDS) {
                throw IamNames.limit("Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MAX_CLIENT_IDS);
            }
            List<String> changed = new ArrayList<>(provider.clientIds());
            changed.add(id);
            return provider.withClientIds(changed);
        });
    }

    private void removeClientId(IamCall call, XmlWriter result) {
        String id = call.required("ClientID");
        change(
                call,
                provider -> provider.withClientIds(provider.clientIds().stream()
                        .filter(known -> !known.equals(id))
                        .toList()));
    }

    private void updateThumbprints(IamCall call, XmlWriter result) {
        List<String> thumbprints = thumbprints(call);
        change(call, provider -> provider.withThumbprints(thumbprints));
    }

    private void change(IamCall call, UnaryOperator<OidcProvider> change) {
        String arn = IamArn.of(provider(call));
        accounts.exclusively(() -> {
            OidcProvider changed = change.apply(find(call, arn));
            providers.save(changed);
            return changed;
        });
    }
}
