package io.maxiofs.server.policy;

import java.util.List;

/**
 * A policy that has been read and understood. Immutable; made once and kept by whoever asks it often.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">Policy elements</a>
 */
public final class PolicyDocument {
    private final Kind kind;
    private final List<PolicyStatement> statements;
    private final boolean readsObject;
    private final boolean readsLocation;
    private final boolean readsNewTags;

    PolicyDocument(Kind kind, List<PolicyStatement> statements) {
        this.kind = kind;
        this.statements = List.copyOf(statements);
        this.readsObject = statements.stream().anyMatch(PolicyStatement::readsObject);
        this.readsLocation = statements.stream().anyMatch(PolicyStatement::readsLocation);
        this.readsNewTags = statements.stream().anyMatch(PolicyStatement::readsNewTags);
    }

    /** What a policy is attached to, which decides the elements it has. */
    public enum Kind {
        /** A bucket: names principals and resources. */
        BUCKET,
        /** A user, group, role, key or session: names resources, and means whoever it is attached to. */
        IDENTITY,
        /** A role, saying who may take it: names principals, and means the role. */
        TRUST
    }

    /**
     * Reads a policy strictly: what is not understood is refused, never passed over.
     *
     * @param text JSON, at most {@link PolicyParser#MAX_BYTES} of UTF-8
     * @throws MalformedPolicyException with the reason
     */
    public static PolicyDocument parse(String text, Kind kind) {
        return new PolicyParser(kind).parse(text);
    }

    public Kind kind() {
        return kind;
    }

    List<PolicyStatement> statements() {
        return statements;
    }

    /** Whether its answers depend on an object that exists already, such as on its tags. */
    public boolean readsObject() {
        return readsObject;
    }

    /** Whether its answers depend on where a bucket is to be. */
    public boolean readsLocation() {
        return readsLocation;
    }

    /** Whether its answers depend on the tags an object is to get. */
    public boolean readsNewTags() {
        return readsNewTags;
    }
}
