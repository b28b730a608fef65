package io.maxiofs.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maxiofs.server.admin.api.AccessGridDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of the access grid, and the policy that says the same. Only policies that this class wrote are read back; any other
 * is left to people.
 *
 * @param others {@code full} or {@code none}: what holds for buckets that are not named
 * @param levels by name of bucket
 */
record GridPolicy(String others, Map<String, String> levels) {
    /** A key that is not narrowed. */
    static final GridPolicy WHOLE = new GridPolicy(AccessGridDocument.FULL, Map.of());

    private static final String ID = "access-grid";
    private static final String OTHERS = "others";
    private static final String ARN = "arn:aws:s3:::";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final List<String> LISTING =
            List.of("ListBucket", "ListBucketVersions", "GetBucketLocation", "GetBucketVersioning");
    private static final List<String> READING = List.of(
            "GetObject",
            "GetObjectVersion",
            "GetObjectAttributes",
            "GetObjectVersionAttributes",
            "GetObjectTagging",
            "GetObjectVersionTagging",
            "GetObjectRetention",
            "GetObjectLegalHold",
            "GetBucketObjectLockConfiguration");
    private static final List<String> STORING = List.of(
            "PutObject",
            "PutObjectTagging",
            "PutObjectRetention",
            "AbortMultipartUpload",
            "ListMultipartUploadParts",
            "ListBucketMultipartUploads");
    private static final List<String> DELETING = List.of("DeleteObject", "DeleteObjectTagging");

    /** rclone and others say with every object that it is private, which S3 lets only those say who may set ACLs. */
    private static final String PRIVATE_ACL = "privateacl";

    private static final Set<String> STORING_LEVELS =
            Set.of(AccessGridDocument.WRITE, AccessGridDocument.READ_WRITE, AccessGridDocument.APPEND_ONLY);

    private static final Map<String, List<String>> ACTIONS = Map.of(
            AccessGridDocument.READ,
            actions(List.of(LISTING, READING)),
            AccessGridDocument.WRITE,
            actions(List.of(STORING)),
            AccessGridDocument.READ_WRITE,
            actions(List.of(LISTING, READING, STORING, DELETING)),
            AccessGridDocument.APPEND_ONLY,
            actions(List.of(LISTING, READING, STORING)),
            AccessGridDocument.FULL,
            List.of("s3:*"));

    GridPolicy {
        levels = new TreeMap<>(levels);
    }

    private static List<String> actions(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).map(name -> "s3:" + name).toList();
    }

    /** The same with one cell set. */
    GridPolicy with(String bucket, String level) {
        Map<String, String> next = new TreeMap<>(levels);
        if (level.equals(others)) {
            next.remove(bucket);
        } else {
            next.put(bucket, level);
        }
        return new GridPolicy(others, next);
    }

    /** The same with another rule for buckets that are not named. */
    GridPolicy withOthers(String level) {
        Map<String, String> next = new TreeMap<>(levels);
        next.values().removeIf(level::equals);
        return new GridPolicy(level, next);
    }

    /** Reads what a key is narrowed to; empty if this is no policy of the grid. */
    static Optional<GridPolicy> read(@Nullable String policy) {
        if (policy == null) {
            return Optional.of(WHOLE);
        }
        JsonNode document;
        try {
            document = JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        Map<String, String> levels = new TreeMap<>();
        String others = AccessGridDocument.NONE;
        for (JsonNode statement : document.path("Statement")) {
            String sid = statement.path("Sid").asText();
            if (sid.equals(OTHERS)) {
                others = AccessGridDocument.FULL;
                buckets(statement.path("NotResource"))
                        .forEach(bucket -> levels.putIfAbsent(bucket, AccessGridDocument.NONE));
            }
            for (String level : ACTIONS.keySet()) {
                if (sid.equals(sid(level))) {
                    buckets(statement.path("Resource")).forEach(bucket -> levels.put(bucket, level));
                }
            }
        }
        GridPolicy found = new GridPolicy(others, levels);
        return document.equals(found.document()) ? Optional.of(found) : Optional.empty();
    }

    private static List<String> buckets(JsonNode resources) {
        List<String> names = new ArrayList<>();
        for (JsonNode resource : resources) {
            String text = resource.asText();
            if (text.startsWith(ARN) && !text.endsWith("/*")) {
                names.add(text.substring(ARN.length()));
            }
        }
        return names;
    }

    private static String sid(String level) {
        return level.replace("-", "");
    }

    /** The policy; null if there is nothing to narrow. */
    @Nullable String text() {
        return others.equals(AccessGridDocument.FULL) && levels.isEmpty()
                ? null
                : document().toString();
    }

    private ObjectNode document() {
        ObjectNode document = JSON.createObjectNode();
        document.put("Version", "2012-10-17");
        document.put("Id", ID);
        ArrayNode statements = document.putArray("Statement");
        ObjectNode list = statement(statements, "list", List.of("s3:ListAllMyBuckets"));
        list.putArray("Resource").add("*");
        if (others.equals(AccessGridDocument.FULL)) {
            ObjectNode rest = statement(statements, OTHERS, List.of("s3:*"));
            add(rest.putArray("NotResource"), List.copyOf(levels.keySet()));
        }
        for (String level : AccessGridDocument.LEVELS) {
            List<String> named = levels.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(level))
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> actions = ACTIONS.get(level);
            if (actions != null && !named.isEmpty()) {
                add(statement(statements, sid(level), actions).putArray("Resource"), named);
            }
        }
        List<String> storing = levels.entrySet().stream()
                .filter(entry -> STORING_LEVELS.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!storing.isEmpty()) {
            ObjectNode acl = statement(statements, PRIVATE_ACL, List.of("s3:PutObjectAcl"));
            add(acl.putArray("Resource"), storing);
            acl.putObject("Condition").putObject("StringEquals").put("s3:x-amz-acl", "private");
        }
        return document;
    }

    private static ObjectNode statement(ArrayNode statements, String sid, List<String> actions) {
        ObjectNode statement = statements.addObject();
        statement.put("Sid", sid);
        statement.put("Effect", "Allow");
        ArrayNode list = statement.putArray("Action");
        actions.forEach(list::add);
        return statement;
    }

    private static void add(ArrayNode resources, List<String> buckets) {
        for (String bucket : buckets) {
            resources.add(ARN + bucket);
            resources.add(ARN + bucket + "/*");
        }
    }
}
