package io.maxiofs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.database.AccountTables.EntityRow;
import io.maxiofs.server.identity.IamEntity.Detail;
import io.maxiofs.server.identity.IamEntity.Kind;
import io.maxiofs.server.identity.IamEntity.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entities as the database keeps them, also those of versions before this one. */
final class EntityDocumentsTest {

    @Test
    void readsWhatItWrites() {
        Detail detail = Detail.at("/a/")
                .withInline("p", "{}")
                .withAttached("arn:x", true)
                .withBoundary("arn:b")
                .withVersions(List.of(new Version("v7", "{}", true, 5)))
                .withTags(Map.of("k", "v"));
        IamEntity entity = new IamEntity("AIDA1", "account", Kind.USER, "name", Instant.ofEpochMilli(3), detail);
        assertThat(EntityDocuments.entity(EntityDocuments.row(entity))).isEqualTo(entity);
    }

    @Test
    void readsDocumentsFromBeforeThereWereBoundaries() {
        String document = "{\"path\":\"/\",\"description\":\"d\",\"role\":null,\"inline\":{\"p\":\"{}\"},"
                + "\"attached\":[\"arn:x\"],\"members\":[],\"versions\":[{\"id\":\"v4\",\"document\":\"{}\","
                + "\"isDefault\":true,\"createdAtMillis\":5}],\"tags\":{\"k\":\"v\"}}";
        Detail read = EntityDocuments.entity(new EntityRow("ANPA1", "account", "policy", "name", document, 3))
                .detail();
        assertThat(read.inline()).containsExactly(Map.entry("p", "{}"));
        assertThat(read.attached()).containsExactly("arn:x");
        assertThat(read.policies().boundary()).isNull();
        assertThat(read.tags()).containsExactly(Map.entry("k", "v"));
        assertThat(read.nextVersion()).isEqualTo(5);
    }
}
