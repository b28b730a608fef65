package io.maxiofs.server.s3.xml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads small XML documents into a tree. Document type definitions and entities other than XML's own five are refused,
 * so a document can neither grow while it is read nor make the server fetch anything. Safe on any thread.
 */
public final class XmlReader {
    /** Elements may be nested this deep; S3's deepest document needs seven levels. */
    public static final int MAX_DEPTH = 32;

    /** Elements and attributes a document may have; a list of 10,000 parts with all their checksums needs 80,000. */
    public static final int MAX_NODES = 200_000;

    private static final XMLInputFactory FACTORY = newFactory();

    private XmlReader() {}

    private static XMLInputFactory newFactory() {
        // The JDK's own, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not read");
        });
        return factory;
    }

    /**
     * Reads a document whose root must be {@code root}, in any namespace.
     *
     * @param document its length is bounded by whoever read it
     * @throws MalformedXmlException if it cannot be read or has another root
     */
    public static XmlElement read(byte[] document, String root) {
        XmlElement element = read(document);
        if (!element.name().equals(root)) {
            throw new MalformedXmlException("Root is " + element.name() + ", not " + root);
        }
        return element;
    }

    /**
     * Reads a document with any root.
     *
     * @throws MalformedXmlException if it cannot be read
     */
    public static XmlElement read(byte[] document) {
        // Decoded here: the parser would write about malformed UTF-8 to the standard error stream.
        StringReader text = new StringReader(decode(document));
        try {
            XMLStreamReader reader;
            synchronized (FACTORY) {
                reader = FACTORY.createXMLStreamReader(text);
            }
            try {
                return readTree(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedXmlException("Not well-formed XML: " + firstLine(e));
        }
    }

    private static String decode(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedXmlException("Document is not UTF-8");
        }
    }

    private static XmlElement readTree(XMLStreamReader reader) throws XMLStreamException {
        Deque<Open> open = new ArrayDeque<>();
        XmlElement root = null;
        int nodes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    nodes += 1 + reader.getAttributeCount();
                    if (open.size() >= MAX_DEPTH || nodes > MAX_NODES) {
                        throw new MalformedXmlException("Document is too deep or has too many elements");
                    }
                    open.push(new Open(reader.getLocalName(), attributes(reader)));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement element = open.pop().close();
                    Open parent = open.peek();
                    if (parent == null) {
                        root = element;
                    } else {
                        parent.children.add(element);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    Open parent = open.peek();
                    if (parent != null) {
                        parent.append(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedXmlException("Document types and entities are not accepted");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        if (root == null) {
            throw new MalformedXmlException("Document is empty");
        }
        return root;
    }

    private static Map<String, String> attributes(XMLStreamReader reader) {
        if (reader.getAttributeCount() == 0) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return Collections.unmodifiableMap(attributes);
    }

    private static String firstLine(XMLStreamException e) {
        String message = e.getMessage();
        return message == null
                ? "unreadable"
                : message.lines().skip(1).findFirst().orElse(message);
    }

    /** An element whose end has not been seen. */
    private static final class Open {
        private final String name;
        private final Map<String, String> attributes;
        private final List<XmlElement> children = new ArrayList<>();
        private @Nullable StringBuilder longText;
        private String text = "";

        Open(String name, Map<String, String> attributes) {
            this.name = name;
            this.attributes = attributes;
        }

        void append(String more) {
            if (text.isEmpty()) {
                text = more;
                return;
            }
            if (longText == null) {
                longText = new StringBuilder(text);
            }
            longText.append(more);
        }

        XmlElement close() {
            return new XmlElement(
                    name,
                    attributes,
                    longText == null ? text : longText.toString(),
                    Collections.unmodifiableList(children));
        }
    }
}
