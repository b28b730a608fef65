package io.maxiofs.server.s3.operation.iam;

/** A service that is spoken to by the query protocol. */
enum QueryService {
    IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
    STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String prefix;
    private final String version;
    private final String namespace;

    QueryService(String prefix, String version, String namespace) {
        this.prefix = prefix;
        this.version = version;
        this.namespace = namespace;
    }

    /** In front of the names of its permissions. */
    String prefix() {
        return prefix;
    }

    /** Value of the parameter {@code Version}. */
    String version() {
        return version;
    }

    String namespace() {
        return namespace;
    }
}
