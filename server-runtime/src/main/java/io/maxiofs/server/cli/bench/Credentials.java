package io.maxiofs.server.cli.bench;

/** Who signs, and for which region. Not printed with its secret. */
record Credentials(String accessKey, String secretKey, String region) {
    @Override
    public String toString() {
        return "Credentials[" + accessKey + ", " + region + "]";
    }
}
