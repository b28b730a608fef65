package io.maxiofs.server.s3.operation.form;

import java.nio.ByteBuffer;

/** Reads forms, for tests of other packages. */
public final class FormBodies {
    private FormBodies() {}

    /** Reads the fields, the policy if there is one, and the file, of a form whose boundary is {@code b}. */
    public static void read(byte[] raw) {
        ByteBuffer left = ByteBuffer.wrap(raw);
        FormReader reader = new FormReader(
                destination -> {
                    int count = Math.min(destination.remaining(), left.remaining());
                    if (count == 0) {
                        return -1;
                    }
                    destination.put(left.slice(left.position(), count));
                    left.position(left.position() + count);
                    return count;
                },
                "b");
        reader.readFields();
        while (reader.nextPiece() != null) {
            // Only whether it can be read counts.
        }
        reader.finish();
    }

    /** Reads a form's policy, in Base64 as it is sent. */
    public static void policy(String base64) {
        PostPolicy.parse(base64);
    }
}
