package io.maxiofs.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.server.database.AccountTables.EntityRow;
import io.maxiofs.server.database.FederationTables.ProviderRow;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Entities and lists of policies as the database keeps them. */
final class EntityDocuments {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<String>>> FACTS = new TypeReference<>() {};

    private EntityDocuments() {}

    static EntityRow row(IamEntity entity) {
        return new EntityRow(
                entity.id(),
                entity.account(),
                entity.kind().name().toLowerCase(Locale.ROOT),
                entity.name(),
                write(entity.detail()),
                entity.created().toEpochMilli());
    }

    /** @throws IllegalStateException if the row is not what this version writes */
    static IamEntity entity(EntityRow row) {
        try {
            return new IamEntity(
                    row.id(),
                    row.account(),
                    Kind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                    row.name(),
                    Instant.ofEpochMilli(row.createdAt()),
                    JSON.treeToValue(current(JSON.readTree(row.document())), Detail.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored document of " + row.id() + " cannot be read", e);
        }
    }

    /** What of a provider is not in columns of its own. */
    private record ProviderDocument(List<String> clientIds, List<String> thumbprints, Map<String, String> tags) {}

    static String document(OidcProvider provider) {
        return write(new ProviderDocument(provider.clientIds(), provider.thumbprints(), provider.tags()));
    }

    /** @throws IllegalStateException if the row is not what this version writes */
    static OidcProvider provider(ProviderRow row, String account) {
        try {
            ProviderDocument document = JSON.readValue(row.document(), ProviderDocument.class);
            return new OidcProvider(
                    row.id(),
                    account,
                    row.url(),
                    Instant.ofEpochMilli(row.createdAt()),
                    document.clientIds(),
                    document.thumbprints(),
                    document.tags());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored document of " + row.id() + " cannot be read", e);
        }
    }

    static String facts(Map<String, List<String>> facts) {
        return write(facts);
    }

    /** @throws IllegalStateException if that is none */
    static Map<String, List<String>> facts(String document) {
        try {
            return Map.copyOf(JSON.readValue(document, FACTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored facts cannot be read", e);
        }
    }

    /** Documents of earlier versions have the policies beside everything else. */
    private static JsonNode current(JsonNode document) {
        if (document instanceof ObjectNode detail && !detail.has("policies")) {
            JsonNode inline = detail.remove("inline");
            JsonNode attached = detail.remove("attached");
            detail.putObject("policies")
                    .<ObjectNode>set("inline", inline)
                    .<ObjectNode>set("attached", attached)
                    .putNull("boundary");
        }
        return document;
    }

    static String texts(List<String> texts) {
        return write(texts);
    }

    /** @throws IllegalStateException if that is no list of texts */
    static List<String> texts(String document) {
        try {
            return List.copyOf(JSON.readValue(document, TEXTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored list cannot be read", e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document cannot be written", e);
        }
    }
}
