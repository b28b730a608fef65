package io.maxiofs.server.cli.bench;

/** An answer that is not what it should be. */
final class FailedRequestException extends Exception {
    /** Counted for content, lengths, entity tags and listings that are not those of what was stored. */
    static final String WRONG_CONTENT = "WrongContent";

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code of S3, or one of ours where there is none */
    FailedRequestException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static FailedRequestException wrong(String message) {
        return new FailedRequestException(WRONG_CONTENT, message);
    }

    String code() {
        return code;
    }
}
