package io.maxiofs.server.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;

/** What is done for the sake of one client. */
final class ClientQuirks {
    private static final String BOTOCORE = "botocore";

    private ClientQuirks() {}

    /**
     * Whether the client, answered now, would misread a later answer on the same connection. botocore, which boto3 and the
     * AWS command line are made of, remembers the status of an answer that came instead of {@code 100 Continue}; when a
     * later request of that connection is told to continue, it takes the remembered status for the answer's and waits for
     * a body that never ends. S3 of AWS closes the connection after such an answer, so nobody meets this there.
     *
     * @see <a href="https://github.com/boto/botocore/blob/develop/botocore/awsrequest.py">AWSConnection of botocore</a>
     */
    static boolean losesItsWayAfterARefusal(HttpServerExchange exchange) {
        if (!HttpContinue.requiresContinueResponse(exchange)) {
            return false;
        }
        String agent = exchange.getRequestHeaders().getFirst(Headers.USER_AGENT);
        if (agent == null) {
            return false;
        }
        for (int i = 0; i + BOTOCORE.length() <= agent.length(); i++) {
            if (agent.regionMatches(true, i, BOTOCORE, 0, BOTOCORE.length())) {
                return true;
            }
        }
        return false;
    }
}
