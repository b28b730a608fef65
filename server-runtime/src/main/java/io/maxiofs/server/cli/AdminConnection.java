package io.maxiofs.server.cli;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.SecondFactorException;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a command reaches a server: through the file in its data directory, or by address and password. */
final class AdminConnection {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory of a server on this machine. Default: the platform's folder.")
    private @Nullable Path data;

    @Option(names = "--admin", paramLabel = "URL", description = "Admin address of a server, instead of --data.")
    private @Nullable URI admin;

    @Option(names = "--user", paramLabel = "NAME", description = "Who signs in at --admin.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            description = "Password of --user; asked for if no value is given.")
    private @Nullable String password;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Code of the second factor of --user, or a backup code.")
    private @Nullable String code;

    @Option(names = "--ca", paramLabel = "FILE", description = "PEM certificate to trust at --admin.")
    private @Nullable Path certificate;

    /** Connects and, with an address, signs in. */
    AdminClient open() {
        return admin == null ? openLocal() : openRemote(admin);
    }

    private AdminClient openLocal() {
        Path directory = DataDirectory.choose(data, System.getenv());
        Path file = directory.resolve(LocalAccess.FILE);
        Optional<byte[]> content;
        try {
            content = new PrivateFiles(new LocalDisk()).read(file);
        } catch (IOException e) {
            throw new NotReachedException("Cannot read " + file + ": " + e);
        }
        if (content.isEmpty()) {
            throw new NotReachedException("No server is running on " + directory
                    + ". Start one with: maxiofs server --data DIR, or name another with --data or --admin.");
        }
        try {
            return AdminClient.connect(AdminJson.lenient().read(content.get(), LocalAccess.class));
        } catch (IOException e) {
            throw new NotReachedException(file + " is damaged; it is made anew when the server starts");
        }
    }

    private AdminClient openRemote(URI url) {
        if (user == null || password == null) {
            throw new ParameterException(spec.commandLine(), "--admin needs --user and --password");
        }
        AdminClient client = AdminClient.connect(url, pem());
        try {
            return signIn(client, user, password);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private AdminClient signIn(AdminClient client, String name, String secret) {
        try {
            return client.signIn(name, secret);
        } catch (SecondFactorException e) {
            String given = code;
            SignIn.Tokens tokens = given == null
                    ? null
                    : client.auth().secondFactor(e.challenge(), given).tokens();
            if (tokens == null) {
                throw e;
            }
            return client.withToken(tokens.token());
        }
    }

    private @Nullable String pem() {
        if (certificate == null) {
            return null;
        }
        try {
            return Files.readString(certificate, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "Cannot read " + certificate + ": " + e);
        }
    }

    /** No server was found to talk to. */
    static final class NotReachedException extends RuntimeException {
        NotReachedException(String message) {
            super(message);
        }
    }
}
