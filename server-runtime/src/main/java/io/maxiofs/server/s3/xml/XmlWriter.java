package io.maxiofs.server.s3.xml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one XML document straight into UTF-8, without line breaks, as S3 does. Used by one thread; done after {@link
 * #toBytes()}.
 *
 * <p>Control characters are written as character references. Most of them have no place in XML 1.0 at all; S3 sends
 * them in this form, and offers {@code encoding-type=url} to clients whose parsers refuse them.
 */
public final class XmlWriter {
    /** Namespace of S3's documents. */
    public static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** Namespace of the {@code xsi:type} attribute of grantees. */
    public static final String XSI_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final Deque<String> open = new ArrayDeque<>();
    private byte[] bytes = new byte[512];
    private int size;
    private boolean startTagOpen;

    private XmlWriter() {}

    /** A document in S3's namespace with its root element open. */
    public static XmlWriter document(String root) {
        return document(root, S3_NAMESPACE);
    }

    /**
     * A document with its root element open.
     *
     * @param namespace empty for none
     */
    public static XmlWriter document(String root, String namespace) {
        XmlWriter writer = new XmlWriter();
        writer.raw(DECLARATION);
        writer.start(root);
        if (!namespace.isEmpty()) {
            writer.attribute("xmlns", namespace);
        }
        return writer;
    }

    /** Opens an element. Names are written as they are. */
    public XmlWriter start(String name) {
        closeStartTag();
        raw('<');
        rawAscii(name);
        open.push(name);
        startTagOpen = true;
        return this;
    }

    /**
     * An attribute of the element just opened.
     *
     * @throws IllegalStateException if the element has content already
     */
    public XmlWriter attribute(String name, String value) {
        if (!startTagOpen) {
            throw new IllegalStateException("Attribute " + name + " after content");
        }
        raw(' ');
        rawAscii(name);
        raw('=');
        raw('"');
        escaped(value, true);
        raw('"');
        return this;
    }

    /** Closes the element opened last. */
    public XmlWriter end() {
        String name = open.pop();
        if (startTagOpen) {
            raw('/');
            raw('>');
            startTagOpen = false;
        } else {
            raw('<');
            raw('/');
            rawAscii(name);
            raw('>');
        }
        return this;
    }

    /** Character data. */
    public XmlWriter text(String text) {
        closeStartTag();
        escaped(text, false);
        return this;
    }

    /** An element with text. */
    public XmlWriter element(String name, String text) {
        closeStartTag();
        raw('<');
        rawAscii(name);
        raw('>');
        escaped(text, false);
        raw('<');
        raw('/');
        rawAscii(name);
        raw('>');
        return this;
    }

    public XmlWriter element(String name, long value) {
        return element(name, Long.toString(value));
    }

    public XmlWriter element(String name, boolean value) {
        return element(name, value ? "true" : "false");
    }

    /** A time, in UTC with milliseconds. */
    public XmlWriter element(String name, Instant time) {
        return element(name, TIME.format(time));
    }

    /** An element, or nothing if {@code text} is null. */
    public XmlWriter optional(String name, @Nullable String text) {
        return text == null ? this : element(name, text);
    }

    /** Lets a method write part of the document. */
    public XmlWriter with(UnaryOperator<XmlWriter> part) {
        return part.apply(this);
    }

    /** The finished document; closes what is still open. */
    public byte[] toBytes() {
        while (!open.isEmpty()) {
            end();
        }
        return Arrays.copyOf(bytes, size);
    }

    private void closeStartTag() {
        if (startTagOpen) {
            raw('>');
            startTagOpen = false;
        }
    }

    private void escaped(String text, boolean attribute) {
        int length = text.length();
        ensure(length + 16);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"') {
                raw((byte) c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                utf8(Character.toCodePoint(c, text.charAt(i)));
            } else {
                special(c, attribute);
            }
        }
    }

    private void special(char c, boolean attribute) {
        switch (c) {
            case '<' -> rawAscii("&lt;");
            case '>' -> rawAscii("&gt;");
            case '&' -> rawAscii("&amp;");
            case '"' -> rawAscii("&quot;");
            case '\n', '\t' -> {
                if (attribute) {
                    reference(c);
                } else {
                    raw((byte) c);
                }
            }
            default -> {
                if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c >= 0xFFFE || Character.isSurrogate(c)) {
                    reference(c);
                } else {
                    utf8(c);
                }
            }
        }
    }

    /** A reader turns a bare carriage return into a line feed, so that one needs this form too. */
    private void reference(char c) {
        rawAscii("&#x");
        boolean leading = true;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = (c >> shift) & 0xF;
            leading = leading && digit == 0 && shift > 0;
            if (!leading) {
                raw(HEX[digit]);
            }
        }
        raw(';');
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x80) {
            raw((byte) codePoint);
        } else if (codePoint < 0x800) {
            raw((byte) (0xC0 | (codePoint >> 6)));
            raw((byte) (0x80 | (codePoint & 0x3F)));
        } else if (codePoint < 0x10000) {
            raw((byte) (0xE0 | (codePoint >> 12)));
            raw((byte) (0x80 | ((codePoint >> 6) & 0x3F)));
            raw((byte) (0x80 | (codePoint & 0x3F)));
        } else {
            raw((byte) (0xF0 | (codePoint >> 18)));
            raw((byte) (0x80 | ((codePoint >> 12) & 0x3F)));
            raw((byte) (0x80 | ((codePoint >> 6) & 0x3F)));
            raw((byte) (0x80 | (codePoint & 0x3F)));
        }
    }

    private void rawAscii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void raw(char ascii) {
        raw((byte) ascii);
    }

    private void raw(byte one) {
        ensure(1);
        bytes[size++] = one;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
