package io.maxiofs.desktop.connect;

import java.util.List;

/** Programs to begin with. Each writes an object and reads it again. */
final class CodeSnippets {
    private CodeSnippets() {}

    static List<Step> boto3(Connection to) {
        String authority = to.authorityFile();
        String program = """
                import boto3
                from botocore.config import Config

                s3 = boto3.client(
                    "s3",
                    endpoint_url=%s,
                    region_name=%s,
                    aws_access_key_id=%s,
                    aws_secret_access_key=%s,
                    config=Config(s3={"addressing_style": "path"}),
                %s)
                s3.put_object(Bucket=%s, Key="hello.txt", Body=b"Hello from boto3")
                print(s3.get_object(Bucket=%s, Key="hello.txt")["Body"].read().decode())
                """.formatted(
                        literal(to.url()),
                        literal(to.region()),
                        literal(to.accessKey()),
                        literal(to.secret()),
                        authority == null ? "" : "    verify=" + literal(authority) + ",\n",
                        literal(to.bucket()),
                        literal(to.bucket()));
        return List.of(
                new Step.File("hello_maxiofs.py", false, program), new Step.Commands("python3 hello_maxiofs.py\n"));
    }

    /** A certificate of the server's own authority has to be in the trust store that Java is given. */
    static List<Step> java(Connection to) {
        String program = """
                import java.net.URI;
                import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
                import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
                import software.amazon.awssdk.core.sync.RequestBody;
                import software.amazon.awssdk.regions.Region;
                import software.amazon.awssdk.services.s3.S3Client;

                public class HelloMaxiofs {
                    public static void main(String[] args) {
                        try (S3Client s3 = S3Client.builder()
                                .endpointOverride(URI.create(%s))
                                .region(Region.of(%s))
                                .credentialsProvider(StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(%s, %s)))
                                .forcePathStyle(true)
                                .build()) {
                            s3.putObject(o -> o.bucket(%s).key("hello.txt"), RequestBody.fromString("Hello from Java"));
                            System.out.println(s3.getObjectAsBytes(o -> o.bucket(%s).key("hello.txt"))
                                    .asUtf8String());
                        }
                    }
                }
                """.formatted(
                        literal(to.url()),
                        literal(to.region()),
                        literal(to.accessKey()),
                        literal(to.secret()),
                        literal(to.bucket()),
                        literal(to.bucket()));
        String authority = to.authorityFile();
        Step file = new Step.File("HelloMaxiofs.java", false, program);
        if (authority == null) {
            return List.of(file);
        }
        String trust = "keytool -importcert -noprompt -alias maxiofs -storetype PKCS12 -keystore maxiofs-trust.p12"
                + " -storepass changeit -file " + Shell.POSIX.quote(authority) + "\n";
        return List.of(
                new Step.Commands(trust),
                file,
                new Step.Form("java", List.of(new Step.Field("-Djavax.net.ssl.trustStore", "maxiofs-trust.p12"))));
    }

    /** A string of Python as well as of Java. */
    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
