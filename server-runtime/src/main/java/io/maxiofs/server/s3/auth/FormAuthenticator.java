package io.maxiofs.server.s3.auth;

import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * Verifies the signature of a form over its policy, of version 4 or in the older fields of version 2. Safe on any thread;
 * does not block.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html">Browser-based
 *     uploads</a>
 */
public final class FormAuthenticator {
    private static final String POLICY = "policy";
    private static final String ALGORITHM = "x-amz-algorithm";
    private static final String CREDENTIAL = "x-amz-credential";
    private static final String DATE = "x-amz-date";
    private static final String SIGNATURE = "x-amz-signature";
    private static final String TOKEN = "x-amz-security-token";
    private static final String KEY_V2 = "awsaccesskeyid";
    private static final String SIGNATURE_V2 = "signature";

    private final CredentialLookup credentials;
    private final String region;
    private final SignerPool signers = new SignerPool();

    /** @param region the server's own; forms signed for us-east-1 are accepted too */
    public FormAuthenticator(CredentialSource credentials, String region) {
        this.credentials = new CredentialLookup(credentials);
        this.region = region;
    }

    /** Whether a form claims to be signed. */
    public static boolean isSigned(Map<String, String> fields) {
        return isVersion4(fields) || fields.containsKey(KEY_V2) || fields.containsKey(SIGNATURE_V2);
    }

    private static boolean isVersion4(Map<String, String> fields) {
        return fields.containsKey(SIGNATURE) || fields.containsKey(CREDENTIAL) || fields.containsKey(ALGORITHM);
    }

    /**
     * Who signed a form.
     *
     * @param fields values by lower case name
     * @throws S3Exception InvalidArgument if a field is missing or cannot be read, SignatureDoesNotMatch,
     *     InvalidAccessKeyId, InvalidToken, ExpiredToken
     */
    public Principal authenticate(Map<String, String> fields) {
        return isVersion4(fields) ? version4(fields) : version2(fields);
    }

    private Principal version4(Map<String, String> fields) {
        String policy = required(fields, POLICY, "policy");
        String algorithm = required(fields, ALGORITHM, "X-Amz-Algorithm");
        String credential = required(fields, CREDENTIAL, "X-Amz-Credential");
        String date = required(fields, DATE, "X-Amz-Date");
        String signature = required(fields, SIGNATURE, "X-Amz-Signature");
        if (!algorithm.equals(SignatureReader.ALGORITHM)) {
            throw invalid(
                    "X-Amz-Algorithm",
                    algorithm,
                    "X-Amz-Algorithm only supports \"" + SignatureReader.ALGORITHM + "\"");
        }
        CredentialScope scope = CredentialScope.parse(credential)
                .orElseThrow(
                        () -> invalid(
                                "X-Amz-Credential",
                                credential,
                                "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        if (AmzDate.parse(date).isEmpty() || !date.startsWith(scope.date())) {
            throw invalid(
                    "X-Amz-Date", date, "X-Amz-Date must be in the ISO8601 Long Format, of the credential's day.");
        }
        if (!scope.service().equals("s3")
                || (!scope.region().equals(region)
                        && !scope.region().equals(SignatureV4Authenticator.DEFAULT_REGION))) {
            throw invalid(
                    "X-Amz-Credential",
                    credential,
                    "the Credential is for another service or region; expecting s3 in '" + region + "'");
        }
        Credential found = credentials.find(scope.accessKeyId(), fields.get(TOKEN));
        byte[] expected = signers.use(signer -> {
            SecretKey key = signer.signingKey(found.secret().bytes(), scope);
            return signer.hmac(key, signer.stringToSign().add(policy));
        });
        String hex = HexFormat.of().formatHex(expected);
        return verified(found, hex, signature, policy);
    }

    private Principal version2(Map<String, String> fields) {
        String accessKeyId = required(fields, KEY_V2, "AWSAccessKeyId");
        String policy = required(fields, POLICY, "policy");
        String signature = required(fields, SIGNATURE_V2, "signature");
        Credential found = credentials.find(accessKeyId, fields.get(TOKEN));
        byte[] expected = HmacSha1.sign(found.secret().bytes(), policy.getBytes(StandardCharsets.UTF_8));
        return verified(found, Base64.getEncoder().encodeToString(expected), signature, policy);
    }

    private Principal verified(Credential credential, String expected, String given, String policy) {
        if (!MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8))) {
            throw new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", credential.principal().accessKeyId())
                    .with("StringToSign", policy)
                    .with("SignatureProvided", given);
        }
        credentials.used(credential);
        return credential.principal();
    }

    private static String required(Map<String, String> fields, String name, String shown) {
        String value = fields.get(name);
        if (value == null) {
            throw invalid(
                    shown,
                    "",
                    "Bucket POST must contain a field named '" + shown
                            + "'.  If it is specified, please check the order of the fields.");
        }
        return value;
    }

    private static S3Exception invalid(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
