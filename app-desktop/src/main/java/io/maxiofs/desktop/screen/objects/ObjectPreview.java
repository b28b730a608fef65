package io.maxiofs.desktop.screen.objects;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of an object can be shown at once. */
public sealed interface ObjectPreview {
    /** At most so much of a text is read, in bytes. */
    int TEXT_BYTES = 64 << 10;

    /** Larger images are not read, in bytes. */
    int IMAGE_BYTES = 8 << 20;

    /** @param cut whether there is more of it */
    record Text(String text, boolean cut) implements ObjectPreview {}

    /** An image in a format that can be drawn. */
    record Image(byte[] bytes) implements ObjectPreview {}

    /** Neither a text nor an image, or too large. */
    record Nothing() implements ObjectPreview {}

    /** What kind it may be. */
    enum Kind {
        TEXT,
        IMAGE
    }

    /** By its type and its name; empty if it can be neither. */
    static Optional<Kind> kindOf(String contentType, String key, long size) {
        String type = contentType.toLowerCase(Locale.ROOT);
        String ending = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (Set.of("png", "jpg", "jpeg", "gif", "bmp").contains(ending)
                || Set.of("image/png", "image/jpeg", "image/gif", "image/bmp").contains(type)) {
            return size <= IMAGE_BYTES ? Optional.of(Kind.IMAGE) : Optional.empty();
        }
        boolean text = type.startsWith("text/")
                || type.contains("json")
                || type.contains("xml")
                || Set.of(
                                "txt", "md", "csv", "log", "json", "xml", "yaml", "yml", "toml", "ini", "conf", "sh",
                                "java", "py")
                        .contains(ending);
        return text ? Optional.of(Kind.TEXT) : Optional.empty();
    }

    /** Text if the bytes are UTF-8, but for a last character that is cut off. */
    static ObjectPreview ofText(byte[] bytes, boolean cut) {
        for (int dropped = 0; dropped <= 3 && dropped <= bytes.length; dropped++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - dropped))
                        .toString();
                return new Text(text, cut);
            } catch (CharacterCodingException e) {
                if (!cut) {
                    return new Nothing();
                }
            }
        }
        return new Nothing();
    }
}
