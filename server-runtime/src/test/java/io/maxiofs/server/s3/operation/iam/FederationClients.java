package io.maxiofs.server.s3.operation.iam;

import io.maxiofs.server.testing.TestServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of the SDK for a server of the tests; whoever asks for one closes it. */
final class FederationClients {
    private FederationClients() {}

    static IamClient iam(TestServer server, String key, String secret) {
        return iam(server, AwsBasicCredentials.create(key, secret));
    }

    static IamClient iam(TestServer server, String key, String secret, String token) {
        return iam(server, AwsSessionCredentials.create(key, secret, token));
    }

    private static IamClient iam(TestServer server, AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(TestServer.patient())
                .build();
    }

    static StsClient sts(TestServer server, String key, String secret) {
        return sts(server, StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
    }

    static StsClient sts(TestServer server, String key, String secret, String token) {
        return sts(server, StaticCredentialsProvider.create(AwsSessionCredentials.create(key, secret, token)));
    }

    /** Signs nothing. */
    static StsClient sts(TestServer server) {
        return sts(server, AnonymousCredentialsProvider.create());
    }

    private static StsClient sts(TestServer server, AwsCredentialsProvider credentials) {
        return StsClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(credentials)
                .httpClientBuilder(TestServer.patient())
                .build();
    }

    static S3Client s3(TestServer server, String key, String secret, String token) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(key, secret, token)))
                .forcePathStyle(true)
                .httpClientBuilder(TestServer.patient())
                .build();
    }
}
