package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.server.policy.acl.AclPermission;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.GrantHeader;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.List;

/** The AccessControlPolicy document. */
final class AclDocument {
    /** A hundred grants with the longest addresses. */
    static final int MAX_BYTES = 256 << 10;

    private static final String ROOT = "AccessControlPolicy";
    private static final String LIST = "AccessControlList";

    private final UserDirectory users;

    AclDocument(UserDirectory users) {
        this.users = users;
    }

    byte[] write(AccessControlList list, Owner owner) {
        XmlWriter xml = XmlWriter.document(ROOT);
        xml.start("Owner");
        person(xml, owner.canonicalId(), owner.displayName());
        xml.end().start(LIST);
        for (Grant grant : list.grants()) {
            xml.start("Grant").start("Grantee").attribute("xmlns:xsi", XmlWriter.XSI_NAMESPACE);
            switch (grant.grantee()) {
                case Grantee.User user -> {
                    xml.attribute("xsi:type", "CanonicalUser");
                    person(xml, user.canonicalId(), "");
                }
                case Grantee.Group group -> xml.attribute("xsi:type", "Group").element("URI", group.uri());
            }
            xml.end().element("Permission", grant.permission().name()).end();
        }
        return xml.end().toBytes();
    }

    /** With the name the user has now. */
    private void person(XmlWriter xml, String canonicalId, String otherwise) {
        String name = users.byCanonicalId(canonicalId)
                .map(User::owner)
                .map(Owner::displayName)
                .orElse(otherwise);
        xml.element("ID", canonicalId);
        if (!name.isEmpty()) {
            xml.element("DisplayName", name);
        }
    }

    /**
     * Reads a list that somebody wants to set.
     *
     * @param owner whom the document must name as owner
     * @param bucketOwner may be granted something even if the user is gone
     * @throws S3Exception MalformedACLError, AccessDenied if it names another owner, InvalidArgument or
     *     UnresolvableGrantByEmailAddress for grantees that are nobody
     */
    AccessControlList read(byte[] document, Owner owner, Owner bucketOwner) {
        XmlElement root;
        try {
            root = XmlReader.read(document, ROOT);
        } catch (MalformedXmlException e) {
            throw malformed();
        }
        XmlElement named = root.child("Owner").orElseThrow(AclDocument::malformed);
        String id = named.value("ID");
        if (id == null) {
            throw malformed();
        }
        if (!id.equals(owner.canonicalId())) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
        XmlElement list = root.child(LIST).orElseThrow(AclDocument::malformed);
        List<XmlElement> lines = list.children("Grant");
        if (lines.size() > AccessControlList.MAX_GRANTS
                || lines.size() != list.children().size()) {
            throw malformed();
        }
        GrantHeader grantees = new GrantHeader(users, List.of(owner, bucketOwner));
        List<Grant> grants = new ArrayList<>(lines.size());
        for (XmlElement line : lines) {
            grants.add(grant(line, grantees));
        }
        return new AccessControlList(grants);
    }

    private static Grant grant(XmlElement line, GrantHeader grantees) {
        XmlElement grantee = line.child("Grantee").orElseThrow(AclDocument::malformed);
        AclPermission permission =
                line.get("Permission").flatMap(AclPermission::ofWireName).orElseThrow(AclDocument::malformed);
        return new Grant(grantee(grantee, grantees), permission);
    }

    private static Grantee grantee(XmlElement grantee, GrantHeader grantees) {
        String type = grantee.attributes().getOrDefault("type", "");
        return switch (type) {
            case "CanonicalUser" -> grantees.byId(value(grantee, "ID"));
            case "AmazonCustomerByEmail" -> grantees.byEmail(value(grantee, "EmailAddress"));
            case "Group" -> grantees.byUri(value(grantee, "URI"));
            default -> throw malformed();
        };
    }

    private static String value(XmlElement element, String name) {
        return element.get(name).orElseThrow(AclDocument::malformed);
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_ACL_ERROR);
    }
}
