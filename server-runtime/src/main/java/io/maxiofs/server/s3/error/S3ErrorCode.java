package io.maxiofs.server.s3.error;

/**
 * Codes of S3's errors with the status each is sent with. Clients act on the code, never on the text.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
public enum S3ErrorCode {
    ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
    ACCESS_FORBIDDEN("AccessForbidden", 403, "Access Forbidden"),
    ACCESS_CONTROL_LIST_NOT_SUPPORTED("AccessControlListNotSupported", 400, "The bucket does not allow ACLs"),
    ALL_ACCESS_DISABLED("AllAccessDisabled", 403, "All access to this resource is disabled"),
    AUTHORIZATION_HEADER_MALFORMED(
            "AuthorizationHeaderMalformed", 400, "The authorization header that you provided is not valid."),
    AUTHORIZATION_QUERY_PARAMETERS_ERROR(
            "AuthorizationQueryParametersError",
            400,
            "The authorization query parameters that you provided are not valid."),
    BAD_DIGEST(
            "BadDigest", 400, "The Content-MD5 or checksum value that you specified did not match what was received."),
    BAD_REQUEST("BadRequest", 400, "Bad Request"),
    BUCKET_ALREADY_EXISTS(
            "BucketAlreadyExists",
            409,
            "The requested bucket name is not available. Select a different name and try again."),
    BUCKET_ALREADY_OWNED_BY_YOU(
            "BucketAlreadyOwnedByYou", 409, "The bucket that you tried to create already exists, and you own it."),
    BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket that you tried to delete is not empty."),
    CONDITIONAL_REQUEST_CONFLICT(
            "ConditionalRequestConflict", 409, "A conflicting operation occurred during the request."),
    CREDENTIALS_NOT_SUPPORTED("CredentialsNotSupported", 400, "This request does not support credentials."),
    ENTITY_TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed object size."),
    ENTITY_TOO_SMALL("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed object size."),
    EXPIRED_TOKEN("ExpiredToken", 400, "The provided token has expired."),
    ID_MISMATCH("IdMismatch", 400, "The configuration ID in the document does not match the one in the request."),
    ILLEGAL_LOCATION_CONSTRAINT_EXCEPTION(
            "IllegalLocationConstraintException",
            400,
            "The location constraint is not valid for the region this request was sent to."),
    ILLEGAL_VERSIONING_CONFIGURATION_EXCEPTION(
            "IllegalVersioningConfigurationException",
            400,
            "The versioning configuration specified in the request is not valid."),
    INCOMPLETE_BODY(
            "IncompleteBody",
            400,
            "You did not provide the number of bytes specified by the Content-Length HTTP header."),
    INTERNAL_ERROR("InternalError", 500, "An internal error occurred. Try again."),
    INVALID_ACCESS_KEY_ID(
            "InvalidAccessKeyId", 403, "The access key ID that you provided does not exist in our records."),
    INVALID_ARGUMENT("InvalidArgument", 400, "The specified argument was not valid."),
    INVALID_BUCKET_ACL_WITH_BLOCK_PUBLIC_ACCESS_ERROR(
            "InvalidBucketAclWithBlockPublicAccessError",
            400,
            "Bucket cannot have public ACLs set with BlockPublicAccess enabled"),
    INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP(
            "InvalidBucketAclWithObjectOwnership",
            400,
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"),
    INVALID_BUCKET_NAME("InvalidBucketName", 400, "The specified bucket is not valid."),
    INVALID_BUCKET_STATE("InvalidBucketState", 409, "The request is not valid with the current state of the bucket."),
    INVALID_DIGEST("InvalidDigest", 400, "The Content-MD5 or checksum value that you specified is not valid."),
    INVALID_ENCRYPTION_ALGORITHM_ERROR(
            "InvalidEncryptionAlgorithmError", 400, "The encryption request that you specified is not valid."),
    INVALID_LOCATION_CONSTRAINT("InvalidLocationConstraint", 400, "The specified location constraint is not valid."),
    INVALID_OBJECT_STATE("InvalidObjectState", 403, "The operation is not valid for the current state of the object."),
    INVALID_PART("InvalidPart", 400, "One or more of the specified parts could not be found or did not match."),
    INVALID_PART_NUMBER("InvalidPartNumber", 416, "The requested partnumber is not satisfiable"),
    INVALID_PART_ORDER("InvalidPartOrder", 400, "The list of parts was not in ascending order."),
    INVALID_POLICY_DOCUMENT(
            "InvalidPolicyDocument",
            400,
            "The content of the form does not meet the conditions specified in the policy document."),
    INVALID_RANGE("InvalidRange", 416, "The requested range is not satisfiable"),
    INVALID_REDIRECT_LOCATION("InvalidRedirectLocation", 400, "The website redirect location is not valid."),
    INVALID_REQUEST("InvalidRequest", 400, "The request is not valid."),
    INVALID_S3_DESTINATION_BUCKET(
            "InvalidS3DestinationBucket",
            400,
            "The destination bucket is not valid, or does not belong to the owner of the source."),
    INVALID_SECURITY("InvalidSecurity", 403, "The provided security credentials are not valid."),
    INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class that you specified is not valid."),
    INVALID_TAG("InvalidTag", 400, "The tag provided was not a valid tag."),
    INVALID_TARGET_BUCKET_FOR_LOGGING(
            "InvalidTargetBucketForLogging",
            400,
            "The target bucket for logging does not exist, is not owned by you, or does not have the appropriate grants."),
    INVALID_TOKEN("InvalidToken", 400, "The provided token is malformed or otherwise not valid."),
    INVALID_URI("InvalidURI", 400, "The specified URI could not be parsed."),
    KEY_TOO_LONG_ERROR("KeyTooLongError", 400, "Your key is too long."),
    MALFORMED_ACL_ERROR(
            "MalformedACLError",
            400,
            "The ACL that you provided was not well formed or did not validate against our published schema."),
    MALFORMED_POST_REQUEST(
            "MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data."),
    MALFORMED_POLICY("MalformedPolicy", 400, "The policy is not valid."),
    KMS_DISABLED_EXCEPTION("KMS.DisabledException", 400, "The key is disabled."),
    KMS_NOT_FOUND_EXCEPTION("KMS.NotFoundException", 400, "The key does not exist."),
    MALFORMED_XML(
            "MalformedXML",
            400,
            "The XML that you provided was not well formed or did not validate against our published schema."),
    MAX_MESSAGE_LENGTH_EXCEEDED("MaxMessageLengthExceeded", 400, "Your request was too large."),
    MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR(
            "MaxPostPreDataLengthExceededError",
            400,
            "Your POST request fields preceding the upload file were too large."),
    METADATA_TOO_LARGE("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size."),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The specified method is not allowed against this resource."),
    MISSING_CONTENT_LENGTH("MissingContentLength", 411, "You must provide the Content-Length HTTP header."),
    MISSING_REQUEST_BODY_ERROR("MissingRequestBodyError", 400, "Request body is empty."),
    MISSING_SECURITY_HEADER("MissingSecurityHeader", 400, "Your request was missing a required header."),
    NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist."),
    NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket policy does not exist."),
    NO_SUCH_CORS_CONFIGURATION("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist."),
    NO_SUCH_CONFIGURATION("NoSuchConfiguration", 404, "The specified configuration does not exist."),
    NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
    NO_SUCH_LIFECYCLE_CONFIGURATION("NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist."),
    NO_SUCH_OBJECT_LOCK_CONFIGURATION(
            "NoSuchObjectLockConfiguration", 404, "The specified object does not have an object lock configuration."),
    NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION(
            "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found."),
    NO_SUCH_TAG_SET("NoSuchTagSet", 404, "There is no tag set associated with the bucket."),
    NO_SUCH_UPLOAD(
            "NoSuchUpload",
            404,
            "The specified multipart upload does not exist. The upload ID might be invalid, or the upload might have been aborted or completed."),
    NO_SUCH_VERSION(
            "NoSuchVersion", 404, "The version ID specified in the request does not match an existing version."),
    NO_SUCH_WEBSITE_CONFIGURATION(
            "NoSuchWebsiteConfiguration", 404, "The specified bucket does not have a website configuration."),
    NOT_IMPLEMENTED("NotImplemented", 501, "A header or operation that you requested is not implemented."),
    NOT_MODIFIED("NotModified", 304, "Not Modified"),
    OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR(
            "ObjectLockConfigurationNotFoundError", 404, "Object Lock configuration does not exist for this bucket"),
    OPERATION_ABORTED(
            "OperationAborted",
            409,
            "A conflicting conditional action is in progress against this resource. Try again."),
    OWNERSHIP_CONTROLS_NOT_FOUND_ERROR(
            "OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found."),
    PERMANENT_REDIRECT("PermanentRedirect", 301, "The bucket must be addressed using the specified endpoint."),
    PRECONDITION_FAILED(
            "PreconditionFailed", 412, "At least one of the preconditions that you specified did not hold."),
    REPLICATION_CONFIGURATION_NOT_FOUND_ERROR(
            "ReplicationConfigurationNotFoundError", 404, "The replication configuration was not found."),
    REQUEST_HEADER_SECTION_TOO_LARGE(
            "RequestHeaderSectionTooLarge", 400, "Your request header section exceeds the maximum allowed."),
    REQUEST_TIME_TOO_SKEWED(
            "RequestTimeTooSkewed", 403, "The difference between the request time and the server's time is too large."),
    REQUEST_TIMEOUT(
            "RequestTimeout",
            400,
            "Your socket connection to the server was not read from or written to within the timeout period."),
    SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND_ERROR(
            "ServerSideEncryptionConfigurationNotFoundError",
            404,
            "The server side encryption configuration was not found."),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "Service is unable to handle request."),
    SIGNATURE_DOES_NOT_MATCH(
            "SignatureDoesNotMatch",
            403,
            "The request signature that the server calculated does not match the signature that you provided. Check your key and signing method."),
    SLOW_DOWN("SlowDown", 503, "Please reduce your request rate."),
    TOKEN_REFRESH_REQUIRED("TokenRefreshRequired", 400, "The provided token must be refreshed."),
    TOO_MANY_CONFIGURATIONS(
            "TooManyConfigurations", 400, "You are attempting to create more configurations than are allowed."),
    TOO_MANY_BUCKETS("TooManyBuckets", 400, "You have attempted to create more buckets than are allowed."),
    UNRESOLVABLE_GRANT_BY_EMAIL_ADDRESS(
            "UnresolvableGrantByEmailAddress",
            400,
            "The email address you provided does not match any account on record."),
    UNEXPECTED_CONTENT("UnexpectedContent", 400, "This request contains unsupported content."),
    UNSUPPORTED_SIGNATURE(
            "UnsupportedSignature",
            400,
            "The provided request is signed with an unsupported version of the signature."),
    USER_KEY_MUST_BE_SPECIFIED(
            "UserKeyMustBeSpecified", 400, "The bucket POST request must contain the specified field name."),
    X_AMZ_CONTENT_CHECKSUM_MISMATCH(
            "XAmzContentChecksumMismatch", 400, "The provided x-amz-checksum header does not match what was computed."),
    X_AMZ_CONTENT_SHA256_MISMATCH(
            "XAmzContentSHA256Mismatch",
            400,
            "The provided 'x-amz-content-sha256' header does not match what was computed."),
    CAST_FAILED("CastFailed", 400, "Attempt to convert from one data type to another using CAST failed."),
    EVALUATOR_INVALID_ARGUMENTS(
            "EvaluatorInvalidArguments", 400, "An argument of a function or operator is not valid."),
    EXPRESSION_TOO_LONG("ExpressionTooLong", 400, "The SQL expression is too long."),
    INVALID_COMPRESSION_FORMAT("InvalidCompressionFormat", 400, "The file is not in a supported compression format."),
    INVALID_DATA_SOURCE("InvalidDataSource", 400, "The data source is not valid."),
    INVALID_DATA_TYPE("InvalidDataType", 400, "The SQL expression contains a data type that is not valid."),
    INVALID_EXPRESSION_TYPE(
            "InvalidExpressionType", 400, "The ExpressionType is not valid. Only SQL expressions are supported."),
    INVALID_FILE_HEADER_INFO(
            "InvalidFileHeaderInfo", 400, "The FileHeaderInfo is not valid. Only NONE, USE, and IGNORE are supported."),
    INVALID_JSON_TYPE("InvalidJsonType", 400, "The JsonType is not valid. Only DOCUMENT and LINES are supported."),
    INVALID_KEY_PATH("InvalidKeyPath", 400, "The key path in the SQL expression is not valid."),
    INVALID_QUOTE_FIELDS(
            "InvalidQuoteFields", 400, "The QuoteFields is not valid. Only ALWAYS and ASNEEDED are supported."),
    INVALID_REQUEST_PARAMETER(
            "InvalidRequestParameter", 400, "The value of a parameter in the SelectRequest element is not valid."),
    INVALID_SCAN_RANGE("InvalidScanRange", 400, "The provided scan range is not valid."),
    INVALID_TEXT_ENCODING(
            "InvalidTextEncoding", 400, "The encoding type is not valid. Only UTF-8 encoding is supported."),
    JSON_PARSING_ERROR("JSONParsingError", 400, "An error occurred while parsing the JSON file."),
    LEXER_INVALID_CHAR("LexerInvalidChar", 400, "The SQL expression contains a character that is not valid."),
    LIKE_INVALID_INPUTS("LikeInvalidInputs", 400, "The inputs of LIKE are not valid."),
    MISSING_REQUIRED_PARAMETER(
            "MissingRequiredParameter", 400, "The SelectRequest entity is missing a required parameter."),
    OVER_MAX_RECORD_SIZE(
            "OverMaxRecordSize",
            400,
            "The length of a record in the input or result is greater than the maximum allowed."),
    PARSE_UNEXPECTED_TOKEN("ParseUnexpectedToken", 400, "The SQL expression contains an unexpected token."),
    UNSUPPORTED_FUNCTION("UnsupportedFunction", 400, "An unsupported SQL function was found."),
    UNSUPPORTED_SCAN_RANGE_INPUT(
            "UnsupportedScanRangeInput", 400, "Scan range queries are not supported on this type of object."),
    UNSUPPORTED_SQL_STRUCTURE("UnsupportedSqlStructure", 400, "An unsupported SQL structure was found."),
    UNSUPPORTED_SYNTAX("UnsupportedSyntax", 400, "An unsupported syntax was found."),
    INSUFFICIENT_CAPACITY(
            "InsufficientCapacity",
            507,
            "The server's disk has reached its floor of free space; nothing more can be written until space is freed."),
    QUOTA_EXCEEDED("QuotaExceeded", 403, "The bucket's or tenant's quota would be exceeded.");

    private final String wireName;
    private final int status;
    private final String defaultMessage;

    S3ErrorCode(String wireName, int status, String defaultMessage) {
        this.wireName = wireName;
        this.status = status;
        this.defaultMessage = defaultMessage;
    }

    /** The code as clients see it. */
    public String wireName() {
        return wireName;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    public String defaultMessage() {
        return defaultMessage;
    }
}
