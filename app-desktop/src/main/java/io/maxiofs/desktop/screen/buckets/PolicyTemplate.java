package io.maxiofs.desktop.screen.buckets;

/** Policies of buckets to begin with. */
enum PolicyTemplate {
    PUBLIC_READ("public-read", """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "EverybodyReads",
                  "Effect": "Allow",
                  "Principal": "*",
                  "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::%s/*"
                }
              ]
            }
            """),
    ONLY_TLS("only-tls", """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "OnlyOverTls",
                  "Effect": "Deny",
                  "Principal": "*",
                  "Action": "s3:*",
                  "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"],
                  "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                }
              ]
            }
            """),
    NO_DELETE("no-delete", """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "NobodyDestroysVersions",
                  "Effect": "Deny",
                  "Principal": "*",
                  "Action": ["s3:DeleteObjectVersion", "s3:PutLifecycleConfiguration"],
                  "Resource": ["arn:aws:s3:::%s", "arn:aws:s3:::%s/*"]
                }
              ]
            }
            """);

    private final String textKey;
    private final String pattern;

    PolicyTemplate(String textKey, String pattern) {
        this.textKey = textKey;
        this.pattern = pattern;
    }

    /** End of the key of its name. */
    String textKey() {
        return textKey;
    }

    /** JSON for that bucket. */
    String document(String bucket) {
        return pattern.replace("%s", bucket);
    }
}
