package io.maxiofs.desktop.screen.buckets;

import static io.maxiofs.desktop.screen.buckets.FieldChecks.orNull;
import static io.maxiofs.desktop.screen.buckets.FieldChecks.text;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketForms;
import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;

/** How new objects are encrypted, as somebody types it. Knows no toolkit. */
final class EncryptionDraft {
    static final List<String> ALGORITHMS = List.of("none", "AES256", "aws:kms", "aws:kms:dsse");

    private static final Pattern KEY = Pattern.compile("|[A-Za-z0-9._/:-]{1,2048}");

    private final Draft draft = new Draft();
    private final ObjectProperty<String> algorithm;
    private final DraftField key;
    private boolean bucketKey;

    EncryptionDraft(Texts texts) {
        algorithm = draft.choice("none");
        key = draft.field(
                "", typed -> !namesKeys() || KEY.matcher(typed).matches() ? "" : texts.get("encryption.problem.key"));
        draft.whole(() -> "");
    }

    Draft draft() {
        return draft;
    }

    /** One of {@link #ALGORITHMS}. */
    ObjectProperty<String> algorithm() {
        return algorithm;
    }

    /** Name of the key; empty for the server's own. */
    DraftField key() {
        return key;
    }

    /** Whether the algorithm is one with named keys. */
    boolean namesKeys() {
        return algorithm.get().startsWith("aws:");
    }

    /** Shows what holds. */
    void load(BucketForms.Encryption encryption) {
        bucketKey = encryption.bucketKey();
        draft.load(() -> {
            algorithm.set(encryption.algorithm());
            key.textProperty().set(text(encryption.kmsKey()));
        });
    }

    /** What was typed. Only while it is valid. */
    BucketForms.Encryption encryption() {
        return new BucketForms.Encryption(algorithm.get(), namesKeys() ? orNull(key.value()) : null, bucketKey);
    }
}
