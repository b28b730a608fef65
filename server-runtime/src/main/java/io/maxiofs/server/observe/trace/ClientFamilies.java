package io.maxiofs.server.observe.trace;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which program a user agent stands for. Safe on any thread. */
final class ClientFamilies {
    static final String OTHER = "other";

    /** Part of the user agent in lower case, and the family; the first that occurs counts, so programs come before libraries. */
    private static final String[][] FAMILIES = {
        {"restic", "restic"},
        {"rclone", "rclone"},
        {"kopia", "kopia"},
        {"duplicati", "duplicati"},
        {"duplicacy", "duplicacy"},
        {"veeam", "veeam"},
        {"proxmox", "proxmox"},
        {"borg", "borg"},
        {"cyberduck", "cyberduck"},
        {"mountain duck", "cyberduck"},
        {"nextcloud", "nextcloud"},
        {"synology", "synology"},
        {"s3cmd", "s3cmd"},
        {"s5cmd", "s5cmd"},
        {"s3fs", "s3fs"},
        {"goofys", "goofys"},
        {"winscp", "winscp"},
        {"maxiofs", "maxiofs"},
        {"aws-cli", "aws-cli"},
        {"boto3", "boto3"},
        {"botocore", "boto3"},
        {"minio-go", "minio-go"},
        {"mc/", "mc"},
        {"aws-sdk-java", "aws-sdk-java"},
        {"aws-sdk-go", "aws-sdk-go"},
        {"aws-sdk-js", "aws-sdk-js"},
        {"aws-sdk-php", "aws-sdk-php"},
        {"aws-sdk-rust", "aws-sdk-rust"},
        {"aws-sdk-dotnet", "aws-sdk-dotnet"},
        {"aws-sdk-ruby", "aws-sdk-ruby"},
        {"curl", "curl"},
        {"mozilla", "browser"},
    };

    private static final int KEPT = 256;

    /** User agents repeat; looking one up costs less than searching it. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** @param userAgent null if not sent */
    String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return OTHER;
        }
        String family = known.get(userAgent);
        if (family != null) {
            return family;
        }
        String found = search(userAgent.toLowerCase(Locale.ROOT));
        if (known.size() >= KEPT) {
            known.clear();
        }
        known.put(userAgent, found);
        return found;
    }

    private static String search(String userAgent) {
        for (String[] family : FAMILIES) {
            if (userAgent.contains(family[0])) {
                return family[1];
            }
        }
        return OTHER;
    }
}
