package io.maxiofs.server.s3.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a small document. Names come without namespace; clients disagree on it.
 *
 * @param attributes by local name
 * @param text all character data directly inside, as sent; white space is kept
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {

    /** First child of this name; empty if there is none. */
    public Optional<XmlElement> child(String name) {
        return Optional.ofNullable(find(name));
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** Children of this name in their order. */
    public List<XmlElement> children(String name) {
        return children.stream().filter(c -> c.name.equals(name)).toList();
    }

    /** Text of the first child of this name as sent, such as a key; null if there is no such child. */
    public @Nullable String rawValue(String name) {
        XmlElement child = find(name);
        return child == null ? null : child.text;
    }

    /** Text of the first child of this name without white space around it; null if there is no such child. */
    public @Nullable String value(String name) {
        XmlElement child = find(name);
        return child == null ? null : child.text.strip();
    }

    /** As {@link #value}. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(value(name));
    }

    /**
     * As {@link #value}.
     *
     * @throws MalformedXmlException if there is no such child
     */
    public String require(String name) {
        String value = value(name);
        if (value == null) {
            throw new MalformedXmlException(this.name + " lacks " + name);
        }
        return value;
    }

    private @Nullable XmlElement find(String name) {
        for (XmlElement child : children) {
            if (child.name.equals(name)) {
                return child;
            }
        }
        return null;
    }
}
