package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the bucket in the name a client called the server by.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual hosting</a>
 */
public final class VirtualHosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final int ADDRESS_DOTS = 3;

    private final List<String> suffixes;

    /** @param suffixes names of the server itself; {@code bucket.NAME} is then a bucket. May be empty. */
    public VirtualHosts(Set<String> suffixes) {
        // The longest first: with both a.b and b configured, x.a.b is the bucket x.
        this.suffixes = suffixes.stream()
                .map(s -> s.toLowerCase(Locale.ROOT))
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList();
    }

    /**
     * The bucket named by the host; empty for a request in path style.
     *
     * @param host value of the Host header
     * @throws S3Exception InvalidURI if a label stands in front of an IP address
     */
    public Optional<String> bucket(String host) {
        String name = name(host);
        for (String suffix : suffixes) {
            if (name.equals(suffix)) {
                return Optional.empty();
            }
            int label = name.length() - suffix.length() - 1;
            if (label > 0 && name.endsWith(suffix) && name.charAt(label) == '.') {
                return Optional.of(name.substring(0, label));
            }
        }
        refuseLabelBeforeAddress(name);
        return Optional.empty();
    }

    /**
     * Whether the host is a name with several labels that the server does not know. Then a bucket that does not exist may
     * have been meant to be the host's first label.
     */
    public boolean isUnknown(String host) {
        String name = name(host);
        return name.indexOf('.') > 0
                && !name.startsWith("[")
                && !IPV4.matcher(name).matches()
                && suffixes.stream().noneMatch(s -> name.equals(s) || name.endsWith("." + s));
    }

    /** Tells a client whose host is unknown what may be wrong. */
    public static String explainUnknown(String host) {
        return "The host '" + name(host) + "' is not one of the server's names, so the bucket was taken from the path. "
                + "For requests of the form bucket.host, add the host to the server's names; or use path-style requests.";
    }

    private static void refuseLabelBeforeAddress(String name) {
        // An address and a label before it have four dots and end in a digit; most hosts are told apart by that.
        if (name.isEmpty() || !isDigit(name.charAt(name.length() - 1)) || dots(name) < ADDRESS_DOTS + 1) {
            return;
        }
        int dot = name.indexOf('.');
        while (dot > 0) {
            if (IPV4.matcher(name.substring(dot + 1)).matches()) {
                throw new S3Exception(
                                S3ErrorCode.INVALID_URI,
                                "A bucket cannot stand in front of an IP address ('" + name
                                        + "'). Use path-style requests, or call the server by a name.")
                        .with("HostName", name);
            }
            dot = name.indexOf('.', dot + 1);
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int dots(String name) {
        int count = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '.') {
                count++;
            }
        }
        return count;
    }

    private static String name(String host) {
        int end = host.length();
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && host.indexOf(']', colon) < 0) {
            end = colon;
        }
        if (end > 0 && host.charAt(end - 1) == '.') {
            end--;
        }
        return host.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
