package io.maxiofs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.ServerDatabase;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentityService.NewKey;
import io.maxiofs.server.identity.IdentityService.NewUser;
import io.maxiofs.server.identity.IdentityService.UserChange;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import io.maxiofs.storage.reference.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class IdentityServiceTest {
    private static final PasswordHasher.Cost CHEAP = new PasswordHasher.Cost(64, 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private ServerDatabase database;
    private IdentityTables tables;
    private MasterKey masterKey;
    private IdentityService identities;

    @BeforeEach
    void open() throws IOException {
        database = ServerDatabase.open(directory.resolve("maxiofs.db"));
        tables = new IdentityTables(database);
        masterKey = MasterKey.create(new PrivateFiles(new LocalDisk()), directory.resolve("key"), RANDOM);
        identities = service();
    }

    private IdentityService service() {
        return new IdentityService(
                IdentityStorage.of(database),
                masterKey,
                new PasswordHasher(RANDOM, CHEAP),
                new SecretGenerator(RANDOM),
                clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static NewUser user(String name) {
        return new NewUser(name, "", "", "", User.Role.USER, null);
    }

    @Test
    void keyStandsForItsUser() {
        NewUser user = new NewUser("ann", "f".repeat(64), "Ann", "ann@example.org", User.Role.ADMIN, null);
        identities.createUser(user, new NewKey("ann-key", new SecretKey("anns-secret-key"), null));
        CredentialSource.Credential credential = identities.find("ann-key").orElseThrow();
        assertThat(new String(credential.secret().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("anns-secret-key");
        assertThat(credential.principal().isAdmin()).isTrue();
        assertThat(credential.principal().owner().canonicalId()).isEqualTo("f".repeat(64));
        assertThat(credential.principal().owner().displayName()).isEqualTo("Ann");
        assertThat(credential.principal().email()).isEqualTo("ann@example.org");
        assertThat(credential.principal().accessKeyId()).isEqualTo("ann-key");
        assertThat(identities.find("ANN-KEY")).isEmpty();
    }

    @Test
    void findsUsersByNameIdAndAddress() {
        identities.createUser(new NewUser("ann", "f".repeat(64), "", "Ann@example.org", User.Role.USER, null));
        assertThat(identities.byName("ANN")).map(User::name).contains("ann");
        assertThat(identities.byCanonicalId("f".repeat(64))).map(User::name).contains("ann");
        assertThat(identities.byEmail("ann@EXAMPLE.org")).map(User::name).contains("ann");
        assertThat(identities.byEmail("")).isEmpty();
    }

    @Test
    void keyEndsWithItsExpiry() {
        identities.createUser(user("ann"));
        identities.createKey(
                "ann",
                new NewKey(
                        "short",
                        new SecretKey("a-secret-for-tests"),
                        clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofSeconds(59));
        assertThat(identities.find("short")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(identities.find("short")).isEmpty();
    }

    @Test
    void generationChangesOnlyWithTheSecret() {
        identities.createUser(user("ann"));
        NewKey first = new NewKey("the-key", new SecretKey("a-secret-for-tests"), null);
        identities.createKey("ann", first);
        long generation = identities.find("the-key").orElseThrow().generation();
        identities.createUser(user("bob"));
        assertThat(identities.find("the-key").orElseThrow().generation()).isEqualTo(generation);
        identities.deleteKey("the-key");
        identities.createKey("ann", first);
        assertThat(identities.find("the-key").orElseThrow().generation()).isNotEqualTo(generation);
    }

    @Test
    void lastUseIsWrittenLazilyAndOnlyWhenThereIsSome() throws IOException {
        identities.createUser(user("ann"));
        identities.createKey("ann", new NewKey("the-key", new SecretKey("a-secret-for-tests"), null));
        identities.flushLastUsed();
        assertThat(tables.load().keys().getFirst().lastUsedAt()).isNull();

        clock.advance(Duration.ofSeconds(5));
        CredentialSource.Credential found = identities.find("the-key").orElseThrow();
        identities.flushLastUsed();
        assertThat(tables.load().keys().getFirst().lastUsedAt())
                .as("looked up, not used")
                .isNull();
        identities.noteUse(found);
        long used = clock.millis();
        assertThat(tables.load().keys().getFirst().lastUsedAt()).isNull();
        identities.flushLastUsed();
        assertThat(tables.load().keys().getFirst().lastUsedAt()).isEqualTo(used);

        byte[] log = Files.readAllBytes(directory.resolve("maxiofs.db-wal"));
        clock.advance(Duration.ofHours(1));
        identities.flushLastUsed();
        assertThat(directory.resolve("maxiofs.db-wal")).hasBinaryContent(log);
    }

    @Test
    void anotherServiceOnTheSameTablesSeesTheSame() {
        identities.createUser(
                new NewUser("ann", "", "", "", User.Role.ADMIN, "ann has a password"),
                new NewKey("the-key", new SecretKey("a-secret-for-tests"), null));
        IdentityService again = service();
        assertThat(again.find("the-key")).isPresent();
        assertThat(again.authenticate("ann", "ann has a password")).isPresent();
        assertThat(again.authenticate("ann", "ann has a passwore")).isEmpty();
        assertThat(again.authenticate("bob", "ann has a password")).isEmpty();
    }

    @Test
    void secretsAreSealedForTheirOwnKeyOnly() {
        byte[] sealed = masterKey.seal("one", new SecretKey("the secret"));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("the secret");
        assertThat(new String(masterKey.open("one", sealed).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("the secret");
        assertThatThrownBy(() -> masterKey.open("two", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> masterKey.open("one", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keyFileIsPrivateAndForeignFilesAreRefused() throws IOException {
        Path key = directory.resolve("key");
        assertThat(PrivateFiles.isOpenToOthers(key)).isFalse();
        assertThat(MasterKey.read(new PrivateFiles(new LocalDisk()), key, RANDOM))
                .isPresent();
        Files.writeString(key, "not a key");
        assertThatThrownBy(() -> MasterKey.read(new PrivateFiles(new LocalDisk()), key, RANDOM))
                .isInstanceOf(IOException.class);
    }

    @Test
    void lastAdministratorStays() {
        identities.createUser(new NewUser("root", "", "", "", User.Role.ADMIN, null));
        assertRefused(Reason.LAST_ADMINISTRATOR, () -> identities.deleteUser("root"));
        assertRefused(Reason.LAST_ADMINISTRATOR, () -> identities.updateUser("root", suspended()));
        assertRefused(
                Reason.LAST_ADMINISTRATOR,
                () -> identities.updateUser("root", new UserChange(null, null, User.Role.USER, null, null)));
        identities.createUser(new NewUser("other", "", "", "", User.Role.ADMIN, null));
        identities.updateUser("root", suspended());
        assertRefused(Reason.LAST_ADMINISTRATOR, () -> identities.deleteUser("other"));
    }

    private static UserChange suspended() {
        return new UserChange(null, null, null, User.Status.SUSPENDED, null);
    }

    @Test
    void wellKnownPairsAndPasswordsAreRefused() {
        identities.createUser(user("ann"));
        for (String[] pair : new String[][] {
            {"minioadmin", "minioadmin"},
            {"rustfsadmin", "rustfsadmin"},
            {"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
            {"local-identity", "local-credential"},
            {"adminadmin", "ADMINADMIN"},
            {"some-key", "password"}
        }) {
            assertRefused(
                    Reason.INVALID,
                    () -> identities.createKey("ann", new NewKey(pair[0], new SecretKey(pair[1]), null)));
        }
        for (String password : new String[] {"admin", "minioadmin", "password", "12345678", "changeme", "annannann"}) {
            String name = password.equals("annannann") ? "annannann" : "someone";
            assertRefused(
                    Reason.INVALID,
                    () -> identities.createUser(new NewUser(name, "", "", "", User.Role.USER, password)));
        }
    }

    @Test
    void firstAdministratorIsMadeOnceAndFromTheEnvironmentIfItSaysSo() {
        SecretGenerator generator = new SecretGenerator(RANDOM);
        assertRefused(
                Reason.INVALID,
                () -> FirstAdministrator.ensure(identities, generator, Map.of("MAXIOFS_ACCESS_KEY", "only-half")));
        assertRefused(
                Reason.INVALID,
                () -> FirstAdministrator.ensure(
                        identities,
                        generator,
                        Map.of("MAXIOFS_ACCESS_KEY", "minioadmin", "MAXIOFS_SECRET_KEY", "minioadmin")));
        assertThat(identities.isEmpty()).isTrue();

        FirstAdministrator.Made made = FirstAdministrator.ensure(
                        identities,
                        generator,
                        Map.of("MAXIOFS_ACCESS_KEY", "given-key", "MAXIOFS_SECRET_KEY", "given-secret!"))
                .orElseThrow();
        assertThat(made.secret()).isEmpty();
        assertThat(made.toString()).contains("hidden");
        String password = new String(made.password().orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(identities.authenticate("admin", password)).isPresent();
        assertThat(identities.find("given-key")).isPresent();
        assertThat(FirstAdministrator.ensure(identities, generator, Map.of())).isEmpty();
    }

    @Test
    void hashesAreSaltedAndInThePublishedNotation() {
        PasswordHasher hasher = new PasswordHasher(RANDOM, CHEAP);
        String hash = hasher.hash("a password");
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(hasher.hash("a password"));
        assertThat(hasher.matches("a password", hash)).isTrue();
        assertThat(hasher.matches("another", hash)).isFalse();
        // Made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
        assertThat(hasher.matches(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(IdentityException.class))
                .extracting(IdentityException::reason)
                .isEqualTo(reason);
    }

    @Test
    void nothingOfADeletedAccountComesBackWithItsCanonicalId() {
        String id = "c".repeat(64);
        NewUser ann = new NewUser("ann", id, "", "", User.Role.USER, null);
        identities.createUser(ann);
        AccountDirectory accounts = identities.accounts();
        IamEntity.Detail allowed = IamEntity.Detail.at("/").withInline("p", "{}");
        accounts.save(
                new IamEntity("AIDA1", id, IamEntity.Kind.USER, "dev", clock.instant(), allowed),
                new IamEntity("ACCT1", IamEntity.ofTenant(""), IamEntity.Kind.ACCOUNT, id, clock.instant(), allowed),
                new IamEntity(
                        "AGPA1",
                        IamEntity.ofTenant(""),
                        IamEntity.Kind.GROUP,
                        "g",
                        clock.instant(),
                        allowed.withMember(id, true)));
        IamEntity dev = accounts.byId("AIDA1").orElseThrow();
        AccessKey.Issued key = identities.createKey(dev);
        assertThat(identities.find(key.key().id())).isPresent();

        identities.deleteUser("ann");
        identities.createUser(ann);

        assertThat(identities.find(key.key().id())).isEmpty();
        assertThat(accounts.byId("AIDA1")).isEmpty();
        assertThat(accounts.byId("ACCT1")).isEmpty();
        assertThat(accounts.groupsOf(IamEntity.ofTenant(""), id)).isEmpty();
        assertThat(accounts.byId("AGPA1")).isPresent();
    }

    @Test
    void sessionsEndWithTheKeyTheyComeFromAndWithTheirTime() {
        identities.createUser(user("ann"));
        AccessKey.Issued key = identities.createKey("ann", NewKey.RANDOM);
        SessionService.Issued first =
                identities.sessions().start(key.key().id(), null, "", List.of(), Duration.ofMinutes(15));
        SessionService.Issued second =
                identities.sessions().start(key.key().id(), null, "", List.of(), Duration.ofHours(15));
        String token = new String(first.token().bytes(), StandardCharsets.UTF_8);
        String longer = new String(second.token().bytes(), StandardCharsets.UTF_8);
        assertThat(identities.find(first.session().accessKeyId(), token)).isPresent();
        assertSession(first, longer, SessionTokenException.Reason.INVALID);
        assertThat(identities.find(first.session().accessKeyId())).isEmpty();

        clock.set(clock.instant().plus(Duration.ofMinutes(15)));
        assertSession(first, token, SessionTokenException.Reason.EXPIRED);
        identities = service();
        assertSession(first, token, SessionTokenException.Reason.EXPIRED);
        assertThat(identities.find(second.session().accessKeyId(), longer)).isPresent();

        identities.setKeyStatus(key.key().id(), AccessKey.Status.DISABLED);
        assertSession(second, longer, SessionTokenException.Reason.INVALID);
        identities.setKeyStatus(key.key().id(), AccessKey.Status.ACTIVE);
        assertThat(identities.find(second.session().accessKeyId(), longer)).isPresent();
        identities.deleteKey(key.key().id());
        assertSession(second, longer, SessionTokenException.Reason.INVALID);
        identities.createKey("ann", new NewKey(key.key().id(), new SecretKey("another-secret"), null));
        assertSession(second, longer, SessionTokenException.Reason.INVALID);
    }

    private void assertSession(SessionService.Issued session, String token, SessionTokenException.Reason reason) {
        assertThatThrownBy(() -> identities.find(session.session().accessKeyId(), token))
                .isInstanceOfSatisfying(
                        SessionTokenException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
