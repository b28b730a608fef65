package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Items;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a route answers when it does not refuse.
 *
 * @param type of the document, or of the entries of a list; null for none, and for what is no document
 * @param mediaType empty for no body
 * @param paged whether it takes {@code limit} and {@code cursor}
 */
record Answered(Shape shape, @Nullable Class<?> type, String mediaType, boolean paged) {
    private static final String JSON = "application/json";

    /** No body. */
    static final Answered NOTHING = new Answered(Shape.NOTHING, null, "", false);

    /** How the type is answered. */
    enum Shape {
        NOTHING,
        DOCUMENT,
        LIST,
        STREAM
    }

    /** A document. */
    static Answered one(Class<?> type) {
        return new Answered(Shape.DOCUMENT, type, JSON, false);
    }

    /** A document that has a part of what there is. */
    static Answered part(Class<?> type) {
        return new Answered(Shape.DOCUMENT, type, JSON, true);
    }

    /** A list that comes whole. */
    static Answered list(Class<?> entry) {
        return new Answered(Shape.LIST, entry, JSON, false);
    }

    /** A part of a long list. */
    static Answered page(Class<?> entry) {
        return new Answered(Shape.LIST, entry, JSON, true);
    }

    /** Something that is no document of ours. */
    static Answered stream(String mediaType) {
        return new Answered(Shape.STREAM, null, mediaType, false);
    }

    /** Whether an answer is one of these. */
    boolean fits(Route.Answer answer) {
        Object document = answer.document();
        return switch (shape) {
            case NOTHING -> document == null;
            case DOCUMENT -> isType(document);
            case LIST ->
                document instanceof Items<?> items
                        && items.items().stream().allMatch(this::isType)
                        && (paged || items.next() == null);
            case STREAM ->
                document instanceof Route.Stream stream && stream.mediaType().equals(mediaType);
        };
    }

    private boolean isType(@Nullable Object document) {
        return document != null
                && type != null
                && (type == Map.class ? document instanceof Map : document.getClass() == type);
    }
}
