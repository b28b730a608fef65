package io.maxiofs.storage.crypto;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.model.NamedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keys that clients choose by name. A body's key is wrapped by the newest version of one of them; the versions' own
 * secrets stand in a file beside the master keys, wrapped by the newest of those.
 *
 * <p>Safe on any thread; changes are durable on return.
 */
public final class KmsKeys implements NamedKeys {
    private static final int MAX_NAME_BYTES = 128;

    private final KmsKeyFile file;
    private final MasterKeys masterKeys;
    private final SecureRandom random;
    private final InstantSource clock;
    private volatile KmsKeyFormat.Content content;

    private KmsKeys(
            KmsKeyFile file,
            KmsKeyFormat.Content content,
            MasterKeys masterKeys,
            SecureRandom random,
            InstantSource clock) {
        this.file = file;
        this.content = content;
        this.masterKeys = masterKeys;
        this.random = random;
        this.clock = clock;
    }

    /** @throws KeyFileException if there are keys and they cannot be read */
    static KmsKeys open(KmsKeyFile file, MasterKeys masterKeys, SecureRandom random, InstantSource clock)
            throws IOException {
        return new KmsKeys(file, file.read(), masterKeys, random, clock);
    }

    /** Whether the text of a file of named keys has all its lines, undamaged. */
    public static boolean isWhole(String text) {
        try {
            KmsKeyFormat.read(text);
            return true;
        } catch (KeyFileFormat.FormatException e) {
            return false;
        }
    }

    @Override
    public List<NamedKey> list() {
        TreeSet<String> names = new TreeSet<>();
        content.lines().forEach(line -> names.add(line.name()));
        return names.stream().flatMap(name -> find(name).stream()).toList();
    }

    @Override
    public Optional<NamedKey> find(String name) {
        return newest(name).map(line -> new NamedKey(name, line.version(), line.enabled(), first(name)));
    }

    private Instant first(String name) {
        return content.lines().stream()
                .filter(line -> line.name().equals(name))
                .map(KmsKeyFormat.Line::created)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Optional<KmsKeyFormat.Line> newest(String name) {
        return content.lines().stream()
                .filter(line -> line.name().equals(name))
                .max(Comparator.comparingInt(KmsKeyFormat.Line::version));
    }

    @Override
    public synchronized NamedKey create(String name) {
        if (!NamedKeys.isValidName(name)) {
            throw new IllegalArgumentException("Invalid name of a key: " + name);
        }
        if (newest(name).isEmpty()) {
            add(name, 1);
        }
        return find(name).orElseThrow();
    }

    @Override
    public synchronized Optional<NamedKey> rotate(String name) {
        newest(name).ifPresent(line -> add(name, line.version() + 1));
        return find(name);
    }

    private void add(String name, int version) {
        boolean enabled = newest(name).map(KmsKeyFormat.Line::enabled).orElse(true);
        try (DataKey secret = DataKey.generate(random)) {
            WrappedKey sealed = masterKeys.wrap(secret, MasterKeys.DEFAULT_NAME, identity(name, version));
            List<KmsKeyFormat.Line> changed = new ArrayList<>(content.lines());
            changed.add(new KmsKeyFormat.Line(name, version, enabled, clock.instant(), sealed));
            replace(changed);
        }
    }

    @Override
    public synchronized Optional<NamedKey> setEnabled(String name, boolean enabled) {
        if (newest(name).isPresent()) {
            replace(content.lines().stream()
                    .map(line -> line.name().equals(name)
                            ? new KmsKeyFormat.Line(name, line.version(), enabled, line.created(), line.sealed())
                            : line)
                    .toList());
        }
        return find(name);
    }

    /** Wraps all secrets by the newest master key, as after its rotation. */
    synchronized void seal() {
        if (!content.lines().isEmpty()) {
            replace(content.lines().stream().map(this::sealed).toList());
        }
    }

    private KmsKeyFormat.Line sealed(KmsKeyFormat.Line line) {
        long identity = identity(line.name(), line.version());
        return new KmsKeyFormat.Line(
                line.name(),
                line.version(),
                line.enabled(),
                line.created(),
                masterKeys.rewrap(line.sealed(), identity));
    }

    private void replace(List<KmsKeyFormat.Line> lines) {
        KmsKeyFormat.Content next = new KmsKeyFormat.Content(content.generation() + 1, lines);
        try {
            file.write(next);
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    StorageUnavailableException.Reason.WRITES_STOPPED, "The named keys cannot be written", e);
        }
        content = next;
    }

    /** What of a recovery kit is about these keys; empty if there are none. */
    String exported() {
        return content.lines().isEmpty() ? "" : KmsKeyFormat.write(content);
    }

    /** Adds versions that are not here yet; nothing is replaced. */
    synchronized int add(List<KmsKeyFormat.Line> others) {
        List<KmsKeyFormat.Line> changed = new ArrayList<>(content.lines());
        for (KmsKeyFormat.Line other : others) {
            boolean known = changed.stream()
                    .anyMatch(line -> line.name().equals(other.name()) && line.version() == other.version());
            if (!known) {
                changed.add(other);
            }
        }
        int added = changed.size() - content.lines().size();
        if (added > 0) {
            replace(changed);
        }
        return added;
    }

    /**
     * Wraps with the newest version of {@code name}.
     *
     * @throws DecryptionException if there is no such key or it is disabled
     */
    WrappedKey wrap(DataKey dataKey, String name, @Nullable ContextDigest context, long bodyId) {
        KmsKeyFormat.Line line = usable(newest(name), name);
        try (DataKey secret = masterKeys.unwrap(line.sealed(), identity(name, line.version()))) {
            return KeyWrap.seal(
                    new Header(name, line.version(), context).toBytes(), dataKey, secret.secret(), bodyId, random);
        }
    }

    /** @throws DecryptionException if the key is not here, is disabled, or the body is another */
    DataKey unwrap(WrappedKey wrapped, long bodyId) {
        Header header = Header.read(wrapped.bytes())
                .orElseThrow(() ->
                        new DecryptionException("The wrapped key of body " + Long.toHexString(bodyId) + " is damaged"));
        Optional<KmsKeyFormat.Line> found = content.lines().stream()
                .filter(line -> line.name().equals(header.name()) && line.version() == header.version())
                .findFirst();
        KmsKeyFormat.Line line = usable(found, header.name());
        try (DataKey secret = masterKeys.unwrap(line.sealed(), identity(line.name(), line.version()))) {
            return KeyWrap.open(wrapped.bytes(), secret.secret(), bodyId, "Key " + header.name());
        }
    }

    private static KmsKeyFormat.Line usable(Optional<KmsKeyFormat.Line> line, String name) {
        if (line.isEmpty()) {
            throw new DecryptionException("There is no key named " + name);
        }
        if (!line.get().enabled()) {
            throw new DecryptionException("The key named " + name + " is disabled");
        }
        return line.get();
    }

    /** Whether the newest version wrapped it; what a disabled key wrapped is left as it is. */
    boolean isCurrent(WrappedKey wrapped) {
        return Header.read(wrapped.bytes())
                .flatMap(header ->
                        newest(header.name()).map(line -> !line.enabled() || line.version() == header.version()))
                .orElse(false);
    }

    /** Binds a secret to its name and version, as a body's key is bound to its body. */
    private static long identity(String name, int version) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((name + "\n" + version).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256", e);
        }
    }

    /** What precedes the sealed key: kind, length of the name, name, version and, if there is one, the context's digest. */
    record Header(String name, int version, @Nullable ContextDigest context) {

        byte[] toBytes() {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            ByteBuffer header =
                    ByteBuffer.allocate(2 + bytes.length + Integer.BYTES + (context == null ? 0 : ContextDigest.BYTES));
            header.put(context == null ? KeyWrap.KIND_NAMED : KeyWrap.KIND_NAMED_WITH_CONTEXT)
                    .put((byte) bytes.length)
                    .put(bytes)
                    .putInt(version);
            if (context != null) {
                header.put(context.bytes());
            }
            return header.array();
        }

        /** Empty if the key is of another kind or damaged. */
        static Optional<Header> read(byte[] wrapped) {
            ByteBuffer bytes = ByteBuffer.wrap(wrapped);
            byte kind = bytes.get();
            boolean withContext = kind == KeyWrap.KIND_NAMED_WITH_CONTEXT;
            if ((!withContext && kind != KeyWrap.KIND_NAMED) || !bytes.hasRemaining()) {
                return Optional.empty();
            }
            int nameBytes = Byte.toUnsignedInt(bytes.get());
            int behind = Integer.BYTES + (withContext ? ContextDigest.BYTES : 0) + KeyWrap.SEALED_BYTES;
            if (nameBytes < 1 || nameBytes > MAX_NAME_BYTES || bytes.remaining() != nameBytes + behind) {
                return Optional.empty();
            }
            byte[] name = new byte[nameBytes];
            bytes.get(name);
            int version = bytes.getInt();
            return Optional.of(new Header(
                    new String(name, StandardCharsets.US_ASCII),
                    version,
                    withContext ? ContextDigest.read(bytes) : null));
        }
    }

    @Override
    public String toString() {
        return "KmsKeys" + list();
    }
}
