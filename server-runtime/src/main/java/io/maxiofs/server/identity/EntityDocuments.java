package io.maxiofs.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maxiofs.server.database.AccountTables.EntityRow;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Entities and lists of policies as the database keeps them. */
final class EntityDocuments {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

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
                    JSON.readValue(row.document(), Detail.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored document of " + row.id() + " cannot be read", e);
        }
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
