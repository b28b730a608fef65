package io.maxiofs.server.s3.operation.iam;

/**
 * An action that is answered with an error.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
final class IamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    IamException(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** The code for something that is not there. */
    static IamException noSuchEntity(String message) {
        return new IamException(Code.NO_SUCH_ENTITY, message);
    }

    static IamException invalid(String message) {
        return new IamException(Code.VALIDATION_ERROR, message);
    }

    /** The codes there are. */
    enum Code {
        ACCESS_DENIED("AccessDenied", 403),
        DELETE_CONFLICT("DeleteConflict", 409),
        EXPIRED_TOKEN("ExpiredTokenException", 400),
        ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409),
        IDP_COMMUNICATION("IDPCommunicationError", 400),
        INVALID_ACTION("InvalidAction", 400),
        INVALID_IDENTITY_TOKEN("InvalidIdentityToken", 400),
        INVALID_INPUT("InvalidInput", 400),
        LIMIT_EXCEEDED("LimitExceeded", 409),
        MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
        MISSING_ACTION("MissingAction", 400),
        MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationToken", 403),
        NO_SUCH_ENTITY("NoSuchEntity", 404),
        NOT_IMPLEMENTED("NotImplemented", 501),
        THROTTLING("Throttling", 400),
        VALIDATION_ERROR("ValidationError", 400);

        private final String wireName;
        private final int status;

        Code(String wireName, int status) {
            this.wireName = wireName;
            this.status = status;
        }

        String wireName() {
            return wireName;
        }

        int status() {
            return status;
        }
    }
}
