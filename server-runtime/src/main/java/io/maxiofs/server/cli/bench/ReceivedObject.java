package io.maxiofs.server.cli.bench;

/** Compares what GET returns with what was put, and keeps its beginning in case it is an error. Used by one thread. */
final class ReceivedObject implements BodySink {
    private static final int DOCUMENT_BYTES = 1 << 14;

    private final Body expected;
    private final boolean everyByte;
    private final CapturedText document = new CapturedText();
    private long position;
    private boolean wrong;

    ReceivedObject(Body expected, boolean everyByte) {
        this.expected = expected;
        this.everyByte = everyByte;
    }

    @Override
    public void accept(byte[] bytes, int start, int length) {
        boolean same = everyByte && !wrong && expected.matches(position, bytes, start, length);
        if (everyByte && !same) {
            wrong = true;
        }
        // Bytes that are right are no error document; not keeping them spares the copy.
        if (!same && position < DOCUMENT_BYTES) {
            document.accept(bytes, start, (int) Math.min(length, DOCUMENT_BYTES - position));
        }
        position += length;
    }

    /** Whether bytes were compared and differ. */
    boolean isWrong() {
        return wrong;
    }

    CapturedText document() {
        return document;
    }
}
