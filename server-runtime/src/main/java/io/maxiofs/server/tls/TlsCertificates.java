package io.maxiofs.server.tls;

import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ListenAddress;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.config.ServerSettings.TlsMode;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate both ports use now. Safe on any thread. */
public final class TlsCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(TlsCertificates.class);

    private final Loader loader;
    private final Supplier<Set<String>> addresses;
    private final InstantSource clock;
    private volatile Loaded loaded;

    @FunctionalInterface
    private interface Loader {
        ServerCertificate load();
    }

    private record Loaded(ServerCertificate certificate, SSLContext context) {}

    /** @param addresses that the certificate is to be good for, as they are now; none if others make it */
    private TlsCertificates(Loader loader, Supplier<Set<String>> addresses, InstantSource clock) {
        this.addresses = addresses;
        this.loader = loader;
        this.clock = clock;
        this.loaded = load();
    }

    /**
     * Where a certificate of {@code local-ca} is, if there is one.
     *
     * @param directory of the data directory, for what belongs to TLS
     */
    public static Path localCertificate(Path directory) {
        return directory.resolve(LocalAuthority.SERVER_CERTIFICATE);
    }

    /**
     * The certificates the configuration asks for; empty without TLS.
     *
     * @param directory where a local authority keeps its files
     * @throws TlsException if they cannot be used
     */
    public static Optional<TlsCertificates> open(
            Configuration configuration, Path directory, PrivateFiles files, InstantSource clock, SecureRandom random) {
        return open(configuration, new LocalAuthority(directory, files, clock, random), HostNames::addresses, clock);
    }

    static Optional<TlsCertificates> open(
            Configuration configuration,
            LocalAuthority authority,
            Supplier<Set<String>> addresses,
            InstantSource clock) {
        TlsMode mode = configuration.get(ServerSettings.TLS_MODE);
        return switch (mode) {
            case OFF -> Optional.empty();
            case FILES -> {
                Path certificate = required(configuration.get(ServerSettings.TLS_CERTIFICATE), "tls.certificate");
                Path key = required(configuration.get(ServerSettings.TLS_KEY), "tls.key");
                yield Optional.of(new TlsCertificates(() -> CertificateFiles.read(certificate, key), Set::of, clock));
            }
            case LOCAL_CA -> {
                List<String> given = new ArrayList<>(configuration.get(ServerSettings.TLS_NAMES));
                addHost(configuration.get(ServerSettings.LISTEN), given);
                addHost(configuration.get(ServerSettings.ADMIN_LISTEN), given);
                yield Optional.of(new TlsCertificates(
                        () -> authority.certificate(HostNames.withThoseOfThisMachine(given, addresses.get())),
                        addresses,
                        clock));
            }
        };
    }

    private static Path required(String path, String key) {
        if (path.isEmpty()) {
            throw new TlsException("tls.mode = files needs " + key);
        }
        return Path.of(path).toAbsolutePath();
    }

    /** A wildcard address is nothing a client calls. */
    private static void addHost(ListenAddress address, List<String> names) {
        String host = address.host();
        boolean wildcard =
                HostNames.isAddress(host) && InetAddress.ofLiteral(host).isAnyLocalAddress();
        if (!wildcard) {
            names.add(host);
        }
    }

    private Loaded load() {
        ServerCertificate certificate = loader.load();
        if (certificate.notAfter().isBefore(clock.instant())) {
            LOG.warn("The certificate {} has expired on {}", certificate, certificate.notAfter());
        }
        LOG.info(
                "Certificate {}, valid until {}, SHA-256 {}",
                certificate.leaf().getSubjectX500Principal(),
                certificate.notAfter(),
                certificate.fingerprint());
        return new Loaded(certificate, context(certificate));
    }

    private static SSLContext context(ServerCertificate certificate) {
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry(
                    "server", certificate.key(), none, certificate.chain().toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException("The certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /** For new connections. */
    public SSLContext context() {
        return loaded.context();
    }

    public ServerCertificate certificate() {
        return loaded.certificate();
    }

    /**
     * Loads the certificate again; if that fails, the old one stays.
     *
     * @throws TlsException if the new one cannot be used
     */
    public synchronized ServerCertificate reload() {
        loaded = load();
        return loaded.certificate();
    }

    /**
     * Whether this machine has an address now that its own authority's certificate does not name, as after it has moved to
     * another network. Does not touch the disk.
     */
    public boolean lacksAddress() {
        try {
            return !LocalAuthority.namesOf(loaded.certificate().leaf()).containsAll(addresses.get());
        } catch (CertificateParsingException e) {
            LOG.debug("The names of the certificate cannot be read", e);
            return false;
        }
    }

    /** Whether the certificate is so near its end that it should be loaded, or made, again. */
    public boolean isDue() {
        return loaded.certificate().notAfter().isBefore(clock.instant().plus(LocalAuthority.RENEW_BEFORE));
    }
}
