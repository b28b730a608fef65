package io.maxiofs.server.admin.api;

/** Where a client of the admin API takes the token of each call from. Safe on any thread; both calls may block. */
public interface TokenSource {

    /** What is valid now, as far as is known here. */
    String token();

    /**
     * What to use instead of a token the server did not take, as after its restart, which no short token outlives.
     *
     * @return the same if there is no other: then the refusal stands
     * @throws AdminClientException if the server is not reached
     */
    String insteadOf(String refused);

    /** One token and no other. */
    static TokenSource fixed(String token) {
        return new TokenSource() {
            @Override
            public String token() {
                return token;
            }

            @Override
            public String insteadOf(String refused) {
                return refused;
            }
        };
    }
}
