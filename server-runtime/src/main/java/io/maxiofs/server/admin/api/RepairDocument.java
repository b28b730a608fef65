package io.maxiofs.server.admin.api;

/** Mending what a scrub found. */
public final class RepairDocument {
    private RepairDocument() {}

    /**
     * A version.
     *
     * @param versionId {@code null}, the text, for the null version
     */
    public record Version(String bucket, String key, String versionId) {
        @Override
        public String toString() {
            return bucket + "/" + key + " (version " + versionId + ")";
        }
    }

    /**
     * A repair that is to be tried.
     *
     * @param repair {@code reread}: read it again; {@code copy}: write it anew from a good copy in the store; {@code rewrite}:
     *     write its record anew; {@code remove}: remove it for good
     */
    public record Request(String bucket, String key, String versionId, String repair) {}
}
