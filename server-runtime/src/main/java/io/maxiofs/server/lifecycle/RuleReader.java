package io.maxiofs.server.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleRule.Expiration;
import io.maxiofs.server.lifecycle.LifecycleRule.Noncurrent;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one document, one after the other. */
final class RuleReader {
    private static final int MAX_ID_CHARACTERS = 255;
    private static final int MAX_NEWER = 100;
    private static final int LAST_YEAR = 9999;

    /** Far beyond any use, and far from what a point in time can hold. */
    private static final int MAX_DAYS = 1_000_000;

    private final Supplier<String> ids;
    private final Set<String> seen = new HashSet<>();

    /** @param ids gives rules without an id one */
    RuleReader(Supplier<String> ids) {
        this.ids = ids;
    }

    /** @throws MalformedXmlException if the element has another child than these */
    static void only(XmlElement element, String... names) {
        List<String> known = List.of(names);
        for (XmlElement child : element.children()) {
            if (!known.contains(child.name())) {
                throw new MalformedXmlException(element.name() + " has an unknown " + child.name());
            }
        }
    }

    LifecycleRule read(XmlElement rule) {
        only(
                rule,
                "ID",
                "Prefix",
                "Filter",
                "Status",
                "Expiration",
                "NoncurrentVersionExpiration",
                "AbortIncompleteMultipartUpload",
                "Transition",
                "NoncurrentVersionTransition");
        String id = id(rule.value("ID"));
        boolean enabled = switch (rule.require("Status")) {
            case "Enabled" -> true;
            case "Disabled" -> false;
            default -> throw new MalformedXmlException("No status of a rule");
        };
        LifecycleFilter filter = FilterReader.read(rule);
        refuseTransitions(rule);
        Expiration expiration =
                rule.child("Expiration").map(RuleReader::expiration).orElse(null);
        Noncurrent noncurrent = rule.child("NoncurrentVersionExpiration")
                .map(RuleReader::noncurrent)
                .orElse(null);
        Integer abort = rule.child("AbortIncompleteMultipartUpload")
                .map(RuleReader::abort)
                .orElse(null);
        LifecycleRule read = new LifecycleRule(id, enabled, filter, expiration, noncurrent, abort);
        checkTogether(read);
        return read;
    }

    private String id(@Nullable String given) {
        String id = given == null || given.isEmpty() ? ids.get() : given;
        if (id.length() > MAX_ID_CHARACTERS) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "ID length should not exceed allowed limit of 255")
                    .with("ArgumentName", "ID");
        }
        if (!seen.add(id)) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Rule ID must be unique. Found same ID for more than one rule")
                    .with("ArgumentName", "ID");
        }
        return id;
    }

    /** There is no colder tier to move anything to, and a rule that is kept and never done would be a lie. */
    private static void refuseTransitions(XmlElement rule) {
        for (String name : new String[] {"Transition", "NoncurrentVersionTransition"}) {
            XmlElement transition = rule.child(name).orElse(null);
            if (transition != null) {
                String storageClass = transition.value("StorageClass");
                throw new S3Exception(
                                S3ErrorCode.INVALID_STORAGE_CLASS,
                                "Objects cannot be moved to another storage class: this server has no storage tiers.")
                        .with("StorageClassRequested", storageClass == null ? "" : storageClass);
            }
        }
    }

    private static Expiration expiration(XmlElement element) {
        only(element, "Days", "Date", "ExpiredObjectDeleteMarker");
        if (element.children().size() != 1) {
            throw new MalformedXmlException("Expiration needs days, a date or ExpiredObjectDeleteMarker");
        }
        String days = element.value("Days");
        if (days != null) {
            return new Expiration(days(days, "'Days' for Expiration action"), null, null);
        }
        String date = element.value("Date");
        if (date != null) {
            return new Expiration(null, date(date), null);
        }
        return new Expiration(
                null,
                null,
                switch (element.require("ExpiredObjectDeleteMarker")) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new MalformedXmlException("Neither true nor false");
                });
    }

    private static Noncurrent noncurrent(XmlElement element) {
        only(element, "NoncurrentDays", "NewerNoncurrentVersions");
        int days = days(element.require("NoncurrentDays"), "'NoncurrentDays' for NoncurrentVersionExpiration action");
        String newer = element.value("NewerNoncurrentVersions");
        if (newer == null) {
            return new Noncurrent(days, null);
        }
        int keep = number(newer);
        if (keep < 1 || keep > MAX_NEWER) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "'NewerNoncurrentVersions' must be a positive integer and at most " + MAX_NEWER)
                    .with("ArgumentName", "NewerNoncurrentVersions")
                    .with("ArgumentValue", newer);
        }
        return new Noncurrent(days, keep);
    }

    private static Integer abort(XmlElement element) {
        only(element, "DaysAfterInitiation");
        return days(
                element.require("DaysAfterInitiation"),
                "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action");
    }

    private static int days(String text, String what) {
        int days = number(text);
        if (days < 1 || days > MAX_DAYS) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, what + " must be a positive integer")
                    .with("ArgumentName", "Days")
                    .with("ArgumentValue", text);
        }
        return days;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("No number: " + text);
        }
    }

    private static Instant date(String text) {
        Instant date;
        try {
            OffsetDateTime read = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            if (Math.abs(read.getYear()) > LAST_YEAR) {
                throw new MalformedXmlException("No date: " + text);
            }
            date = read.toInstant();
        } catch (DateTimeException e) {
            throw new MalformedXmlException("No date: " + text);
        }
        if (!date.equals(date.truncatedTo(ChronoUnit.DAYS))) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "'Date' must be at midnight GMT")
                    .with("ArgumentName", "Date")
                    .with("ArgumentValue", text);
        }
        return date;
    }

    private static void checkTogether(LifecycleRule rule) {
        if (rule.expiration() == null && rule.noncurrent() == null && rule.abortAfterDays() == null) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "At least one action needs to be specified in a rule");
        }
        LifecycleFilter filter = rule.filter();
        if (rule.abortAfterDays() != null && !filter.isKeysOnly()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "AbortIncompleteMultipartUpload cannot be specified with "
                            + (filter.hasSize() ? "object sizes." : "Tags."));
        }
        Expiration expiration = rule.expiration();
        if (expiration != null && expiration.deleteMarkers() != null && !filter.isKeysOnly()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "ExpiredObjectDeleteMarker cannot be specified with "
                            + (filter.hasSize() ? "object sizes." : "Tags."));
        }
    }
}
