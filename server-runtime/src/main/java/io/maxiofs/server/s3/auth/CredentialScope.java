package io.maxiofs.server.s3.auth;

import java.util.Optional;

/**
 * A credential as requests name it: {@code key/yyyyMMdd/region/service/aws4_request}. The key itself may contain slashes.
 */
record CredentialScope(String accessKeyId, String date, String region, String service) {
    static final String TERMINATOR = "aws4_request";

    /** Empty if {@code text} has another shape. */
    static Optional<CredentialScope> parse(String text) {
        int terminator = text.lastIndexOf('/');
        int service = terminator <= 0 ? -1 : text.lastIndexOf('/', terminator - 1);
        int region = service <= 0 ? -1 : text.lastIndexOf('/', service - 1);
        int date = region <= 0 ? -1 : text.lastIndexOf('/', region - 1);
        if (date <= 0
                || !text.substring(terminator + 1).equals(TERMINATOR)
                || !isDate(text.substring(date + 1, region))) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(
                text.substring(0, date),
                text.substring(date + 1, region),
                text.substring(region + 1, service),
                text.substring(service + 1, terminator)));
    }

    private static boolean isDate(String text) {
        return text.length() == 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Adds the scope as strings to sign have it. */
    ByteAccumulator addTo(ByteAccumulator bytes) {
        return bytes.add(date)
                .add('/')
                .add(region)
                .add('/')
                .add(service)
                .add('/')
                .add(TERMINATOR);
    }
}
