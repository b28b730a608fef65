package io.maxiofs.server.s3.header;

import io.maxiofs.server.identity.User;
import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Grantees as requests name them: by canonical id, by e-mail address, by the address of a group.
 *
 * @param users whom there is
 * @param known owners that may be named even if their user is gone by now
 */
public record GrantHeader(UserDirectory users, List<Owner> known) {

    /**
     * Reads the value of an {@code x-amz-grant-*} header: {@code id="…", emailAddress="…", uri="…"}.
     *
     * @throws S3Exception InvalidArgument, or UnresolvableGrantByEmailAddress
     */
    List<Grantee> read(String name, String value) {
        List<Grantee> grantees = new ArrayList<>();
        for (String part : value.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw InvalidHeader.argument(name, value, "Argument format not recognized");
            }
            String text = unquoted(part.substring(equals + 1).strip());
            switch (part.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "id" -> grantees.add(byId(text));
                case "uri" -> grantees.add(byUri(text));
                case "emailaddress" -> grantees.add(byEmail(text));
                default -> throw InvalidHeader.argument(name, value, "Argument format not recognized");
            }
        }
        return grantees;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** @throws S3Exception InvalidArgument if there is no such user */
    public Grantee byId(String id) {
        boolean exists = users.byCanonicalId(id).isPresent()
                || known.stream().anyMatch(owner -> owner.canonicalId().equals(id));
        if (!exists) {
            throw InvalidHeader.argument("CanonicalUser/ID", id, "Invalid id");
        }
        return new Grantee.User(id);
    }

    /** @throws S3Exception InvalidArgument if S3 has no such group */
    public Grantee byUri(String uri) {
        return Grantee.Group.ofUri(uri)
                .orElseThrow(() -> InvalidHeader.argument("Group/URI", uri, "Invalid group uri"));
    }

    /** @throws S3Exception UnresolvableGrantByEmailAddress if nobody has the address */
    public Grantee byEmail(String address) {
        return users.byEmail(address)
                .map(User::owner)
                .<Grantee>map(owner -> new Grantee.User(owner.canonicalId()))
                .orElseThrow(() ->
                        new S3Exception(S3ErrorCode.UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS).with("EmailAddress", address));
    }
}
