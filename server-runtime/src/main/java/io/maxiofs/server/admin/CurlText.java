package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.TraceEntry;
import java.util.regex.Pattern;

/** A request of the trace as a command for a terminal. It has no secret: curl takes the credentials of the environment. */
final class CurlText {
    private static final Pattern AND = Pattern.compile("&");
    private static final Pattern OF_SIGNATURE =
            Pattern.compile("(?i)(X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)"
                    + "|AWSAccessKeyId|Signature|Expires)(=.*)?");

    private CurlText() {}

    /** @param endpoint such as {@code http://nas:9900}, or a variable of the shell */
    static String of(TraceEntry entry, String endpoint) {
        TraceEntry.Asked asked = entry.asked();
        StringBuilder text = new StringBuilder("curl");
        text.append(asked.method().equals("HEAD") ? " --head" : " --request " + quoted(asked.method()));
        if (entry.sender().accessKey() != null) {
            text.append(" --aws-sigv4 'aws:amz:us-east-1:s3' --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"");
        }
        if (asked.method().equals("PUT") || asked.method().equals("POST")) {
            text.append(" --data-binary '@FILE'");
        }
        String url = endpoint.startsWith("$") ? "\"" + endpoint + "\"" : quoted(endpoint);
        return text.append(' ')
                .append(url)
                .append(quoted(unsigned(asked.target())))
                .append('\n')
                .toString();
    }

    /** Curl signs it anew, so what was left of the old signature must go. */
    private static String unsigned(String target) {
        int question = target.indexOf('?');
        if (question < 0) {
            return target;
        }
        StringBuilder kept = new StringBuilder();
        for (String parameter : AND.split(target.substring(question + 1), -1)) {
            if (!OF_SIGNATURE.matcher(parameter).matches()) {
                kept.append(kept.isEmpty() ? "?" : "&").append(parameter);
            }
        }
        return target.substring(0, question) + kept;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
