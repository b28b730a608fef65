package io.maxiofs.server.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleFilter.Form;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a rule is about. */
final class FilterReader {
    private static final int MAX_KEY_CHARACTERS = 128;
    private static final int MAX_VALUE_CHARACTERS = 256;
    private static final int MAX_PREFIX_CHARACTERS = 1024;

    private FilterReader() {}

    static LifecycleFilter read(XmlElement rule) {
        String prefix = prefix(rule);
        List<XmlElement> filters = rule.children("Filter");
        if (filters.size() > 1 || (prefix == null) == filters.isEmpty()) {
            throw new MalformedXmlException("A rule has a filter or a prefix");
        }
        if (filters.isEmpty()) {
            return new LifecycleFilter(Form.RULE_PREFIX, prefix, Map.of(), null, null);
        }
        XmlElement filter = filters.getFirst();
        XmlElement and = filter.child("And").orElse(null);
        if (filter.children().size() > 1) {
            throw new MalformedXmlException("Several conditions stand in an And");
        }
        return and == null ? conditions(filter, Form.SINGLE) : inAnd(and);
    }

    private static LifecycleFilter inAnd(XmlElement and) {
        if (and.children().isEmpty()) {
            throw new MalformedXmlException("An And without conditions");
        }
        return conditions(and, Form.AND);
    }

    private static LifecycleFilter conditions(XmlElement element, Form form) {
        RuleReader.only(element, "Prefix", "Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan");
        for (String once : new String[] {"Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan"}) {
            if (element.children(once).size() > 1) {
                throw new MalformedXmlException("More than one " + once);
            }
        }
        Long greater = size(element.value("ObjectSizeGreaterThan"), "ObjectSizeGreaterThan", 0);
        Long less = size(element.value("ObjectSizeLessThan"), "ObjectSizeLessThan", 1);
        if (greater != null && less != null && less - 1 <= greater) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'");
        }
        return new LifecycleFilter(form, prefix(element), tags(element), greater, less);
    }

    private static @Nullable String prefix(XmlElement element) {
        if (element.children("Prefix").size() > 1) {
            throw new MalformedXmlException("More than one Prefix");
        }
        String prefix = element.rawValue("Prefix");
        if (prefix != null && prefix.length() > MAX_PREFIX_CHARACTERS) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "The maximum size of a prefix is " + MAX_PREFIX_CHARACTERS + ".");
        }
        return prefix;
    }

    private static Map<String, String> tags(XmlElement element) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (XmlElement tag : element.children("Tag")) {
            RuleReader.only(tag, "Key", "Value");
            String key = tag.rawValue("Key");
            String value = tag.rawValue("Value");
            if (key == null || value == null) {
                throw new MalformedXmlException("A tag lacks its key or value");
            }
            if (key.isEmpty() || key.length() > MAX_KEY_CHARACTERS || value.length() > MAX_VALUE_CHARACTERS) {
                throw new S3Exception(S3ErrorCode.INVALID_TAG, "The key or value of a tag is empty or too long")
                        .with("TagKey", key);
            }
            if (tags.put(key, value) != null) {
                throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "Duplicate Tag Keys are not allowed.");
            }
        }
        return tags;
    }

    private static @Nullable Long size(@Nullable String text, String name, long least) {
        if (text == null) {
            return null;
        }
        long size;
        try {
            size = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("No number: " + text);
        }
        if (size < least) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "'" + name + "' must be at least " + least)
                    .with("ArgumentName", name)
                    .with("ArgumentValue", text);
        }
        return size;
    }
}
