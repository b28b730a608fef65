package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.RequestHead;
import java.util.ArrayList;
import java.util.List;

/**
 * A request in the form that is signed. Paths and queries are taken as they were sent, not decoded and encoded again, so
 * that an encoded slash stays one; only the spelling of each character is made canonical.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Calculating a
 *     signature</a>
 */
final class CanonicalRequest {
    private static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    /**
     * @param decodeSlashes whether {@code %2F} in the path counts as a slash; clients differ
     */
    static void write(
            ByteAccumulator out,
            RequestHead head,
            RequestSignature signature,
            String payloadHash,
            boolean decodeSlashes) {
        out.add(head.method()).add('\n');
        addPath(out, head.rawPath(), decodeSlashes);
        out.add('\n');
        addQuery(out, head.rawQuery());
        out.add('\n');
        for (String name : signature.signedHeaders()) {
            out.add(name).add(':');
            boolean first = true;
            for (String value : head.headers().all(name)) {
                if (!first) {
                    out.add(',');
                }
                first = false;
                out.addCollapsed(value);
            }
            out.add('\n');
        }
        out.add('\n');
        boolean first = true;
        for (String name : signature.signedHeaders()) {
            if (!first) {
                out.add(';');
            }
            first = false;
            out.add(name);
        }
        out.add('\n').add(payloadHash);
    }

    private static void addPath(ByteAccumulator out, String rawPath, boolean decodeSlashes) {
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '/' || isUnreserved(c)) {
                out.add(c);
            } else if (c == '%') {
                int decoded = decodedByte(rawPath, i);
                i += 2;
                if (decoded == '/' && decodeSlashes) {
                    out.add('/');
                } else {
                    addEncoded(out, decoded);
                }
            } else {
                addEncoded(out, c);
            }
        }
    }

    private static void addQuery(ByteAccumulator out, String rawQuery) {
        if (rawQuery.isEmpty()) {
            return;
        }
        List<String[]> pairs = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = canonicalComponent(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.equals(SIGNATURE_PARAMETER)) {
                pairs.add(new String[] {name, equals < 0 ? "" : canonicalComponent(pair.substring(equals + 1))});
            }
        }
        pairs.sort((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]));
        boolean first = true;
        for (String[] pair : pairs) {
            if (!first) {
                out.add('&');
            }
            first = false;
            out.add(pair[0]).add('=').add(pair[1]);
        }
    }

    private static String canonicalComponent(String raw) {
        ByteAccumulator out = new ByteAccumulator();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                addEncoded(out, decodedByte(raw, i));
                i += 2;
            } else {
                addEncoded(out, c == '+' ? ' ' : c);
            }
        }
        return out.toString();
    }

    /** The parser has refused anything that is not well-formed before a signature is looked at. */
    private static int decodedByte(String raw, int percent) {
        return Integer.parseInt(raw, percent + 1, percent + 3, 16);
    }

    private static void addEncoded(ByteAccumulator out, int value) {
        if (isUnreserved((char) value)) {
            out.add((char) value);
        } else {
            out.add('%').add(HEX.charAt((value >> 4) & 0xF)).add(HEX.charAt(value & 0xF));
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '~';
    }
}
