package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import io.maxiofs.server.federation.TestCertificate;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A directory in this process, on free ports, with people and groups; whoever searches has to be signed in. */
public final class TestDirectory implements AutoCloseable {
    public static final String PASSWORD = "ann's own password";
    private static final String LOOKUP_DN = "cn=lookup,dc=example,dc=com";
    private static final String LOOKUP_PASSWORD = "the password of the lookup";

    private final TemporaryDirectory folder = new TemporaryDirectory();
    private final InMemoryDirectoryServer server;
    private final Path authorities;
    private final List<String> binds = new CopyOnWriteArrayList<>();

    public TestDirectory() {
        this(TestCertificate.ofAddress("127.0.0.1"), true);
    }

    /** @param startTls whether the port that begins in the clear can be encrypted */
    public TestDirectory(TestCertificate certificate, boolean startTls) {
        try {
            authorities = Files.writeString(folder.path().resolve("authorities.pem"), certificate.pem());
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
            config.setSchema(null);
            config.addAdditionalBindCredentials(LOOKUP_DN, LOOKUP_PASSWORD);
            config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
            InetAddress here = InetAddress.getLoopbackAddress();
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig(
                            "plain", here, 0, startTls ? certificate.server().getSocketFactory() : null),
                    InMemoryListenerConfig.createLDAPSConfig(
                            "tls", here, 0, certificate.server().getServerSocketFactory(), null));
            config.addInMemoryOperationInterceptor(new InMemoryOperationInterceptor() {
                @Override
                public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
                    binds.add(request.getRequest().getBindDN());
                }
            });
            server = new InMemoryDirectoryServer(config);
            server.startListening();
            fill();
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws LDAPException, LDIFException {
        server.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
        server.add("dn: ou=people,dc=example,dc=com", "objectClass: organizationalUnit", "ou: people");
        server.add("dn: ou=groups,dc=example,dc=com", "objectClass: organizationalUnit", "ou: groups");
        person("ann", "shared@example.com", PASSWORD);
        person("bob", "shared@example.com", "bob's own password");
        person("carl", "carl@example.com", "carl's own password");
        group("readers", "ann", "bob");
        group("idle", "ann", "carl");
    }

    private void person(String uid, String mail, String password) throws LDAPException, LDIFException {
        server.add(
                "dn: uid=" + uid + ",ou=people,dc=example,dc=com",
                "objectClass: inetOrgPerson",
                "uid: " + uid,
                "mail: " + mail,
                "userPassword: " + password);
    }

    private void group(String name, String... members) throws LDAPException, LDIFException {
        String[] lines = new String[3 + members.length];
        lines[0] = "dn: cn=" + name + ",ou=groups,dc=example,dc=com";
        lines[1] = "objectClass: groupOfNames";
        lines[2] = "cn: " + name;
        for (int i = 0; i < members.length; i++) {
            lines[3 + i] = "member: uid=" + members[i] + ",ou=people,dc=example,dc=com";
        }
        server.add(lines);
    }

    /** Settings of a server that uses it, encrypted from the start. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("federation.ldap.server", "ldaps://127.0.0.1:" + server.getListenPort("tls"));
        settings.put("federation.ldap.ca-file", authorities.toString());
        settings.put("federation.ldap.timeout", "1m");
        settings.put("federation.ldap.bind-dn", LOOKUP_DN);
        settings.put("federation.ldap.bind-password", LOOKUP_PASSWORD);
        settings.put("federation.ldap.user-base-dn", "ou=people,dc=example,dc=com");
        settings.put("federation.ldap.group-base-dn", "ou=groups,dc=example,dc=com");
        return settings;
    }

    /** Address of the encrypted port, by the name of this machine. */
    public String named() {
        return "ldaps://localhost:" + server.getListenPort("tls");
    }

    /** Address of the port that begins in the clear. */
    public String plain() {
        return "ldap://127.0.0.1:" + server.getListenPort("plain");
    }

    /** Whom somebody tried to sign in as. */
    public List<String> binds() {
        return List.copyOf(binds);
    }

    /** Takes no connections from now on. */
    public void shutDown() {
        server.shutDown(true);
    }

    @Override
    public void close() {
        server.shutDown(true);
        folder.close();
    }
}
