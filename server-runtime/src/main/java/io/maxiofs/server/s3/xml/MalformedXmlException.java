package io.maxiofs.server.s3.xml;

/**
 * A document that cannot be read: not well formed, too deep, too large, with a DTD, or of another root than expected.
 * Answered with MalformedXML unless an operation says otherwise.
 */
public final class MalformedXmlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedXmlException(String message) {
        // A refused document must not cost a stack walk.
        super(message, null, false, false);
    }
}
