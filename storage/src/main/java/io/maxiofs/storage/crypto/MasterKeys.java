package io.maxiofs.storage.crypto;

import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The store's master keys: named, each with versions of which the newest wraps and all unwrap. Rotation adds a version;
 * bodies are not touched, only their wrapped keys are wrapped anew, whenever that suits. Losing the keys is losing every
 * body written with them, hence two copies of the file and the recovery kit.
 *
 * <p>Safe on any thread; changes are durable on return.
 */
public final class MasterKeys {
    /** Name of the key that is used where no other is asked for. */
    public static final String DEFAULT_NAME = "default";

    private final KeyFile file;
    private final SecureRandom random;
    private final InstantSource clock;
    private final KmsKeys named;
    private volatile List<MasterKey> keys;

    private MasterKeys(KeyFile file, KmsKeyFile named, List<MasterKey> keys, SecureRandom random, InstantSource clock)
            throws IOException {
        this.file = file;
        this.keys = List.copyOf(keys);
        this.random = random;
        this.clock = clock;
        this.named = KmsKeys.open(named, this, random, clock);
    }

    /** Whether there is a key file, damaged or not, so that nobody makes a new one in its place. */
    public static boolean exist(Disk disk, Path path) {
        return new KeyFile(disk, path).exists();
    }

    /**
     * Reads an existing key file.
     *
     * @throws KeyFileException if it is missing or both copies are damaged
     */
    public static MasterKeys open(Disk disk, Path path, SecureRandom random, InstantSource clock) throws IOException {
        KeyFile file = new KeyFile(disk, path);
        return new MasterKeys(file, new KmsKeyFile(disk, path), file.read(), random, clock);
    }

    /**
     * Makes a key file with version 1 of {@link #DEFAULT_NAME}.
     *
     * @param path its directory is made if only that is missing
     * @throws KeyFileException if there is one already
     */
    public static MasterKeys create(Disk disk, Path path, SecureRandom random, InstantSource clock) throws IOException {
        KeyFile file = new KeyFile(disk, path);
        if (file.exists()) {
            throw new KeyFileException("There is a key file at " + path + " already");
        }
        file.makeDirectory();
        MasterKeys created = new MasterKeys(file, new KmsKeyFile(disk, path), List.of(), random, clock);
        created.addVersion(DEFAULT_NAME);
        return created;
    }

    /**
     * Makes a key file from a recovery kit, for a store whose own is lost.
     *
     * @throws KeyFileException if there is one already, or if the kit is damaged
     */
    public static MasterKeys restore(Disk disk, Path path, String kit, SecureRandom random, InstantSource clock)
            throws IOException {
        KeyFile file = new KeyFile(disk, path);
        if (file.exists()) {
            throw new KeyFileException("There is a key file at " + path + " already");
        }
        file.makeDirectory();
        MasterKeys created = new MasterKeys(file, new KmsKeyFile(disk, path), List.of(), random, clock);
        created.importRecoveryKit(kit);
        return created;
    }

    public NavigableSet<String> names() {
        NavigableSet<String> names = new TreeSet<>();
        keys.forEach(key -> names.add(key.name()));
        return names;
    }

    /** Version of {@code name} that wraps; empty if there is no such key. */
    public Optional<Integer> currentVersion(String name) {
        return current(name).map(MasterKey::version);
    }

    /**
     * Adds a version of {@code name}, the first or a further one; it wraps from now on.
     *
     * @return the new version, from 1
     * @throws IllegalArgumentException unless the name is 1 to 64 letters, digits, dots, hyphens and underscores
     */
    public synchronized int addVersion(String name) throws IOException {
        MasterKey.requireName(name);
        int version = currentVersion(name).orElse(0) + 1;
        byte[] id = new byte[MasterKey.ID_BYTES];
        byte[] secret = new byte[DataKey.KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        List<MasterKey> changed = new ArrayList<>(keys);
        changed.add(new MasterKey(name, version, id, clock.instant(), secret));
        replace(changed);
        if (name.equals(DEFAULT_NAME)) {
            named.seal();
        }
        return version;
    }

    /** Keys that clients choose by name. */
    public KmsKeys named() {
        return named;
    }

    /**
     * Wraps with the newest version of a key that clients choose by name.
     *
     * @param context what the key is bound to beside the body; null for nothing
     * @throws DecryptionException if there is no such key, or it is disabled
     */
    public WrappedKey wrapNamed(DataKey dataKey, String name, @Nullable ContextDigest context, long bodyId) {
        return named.wrap(dataKey, name, context, bodyId);
    }

    /**
     * Wraps with the newest version of {@code name}.
     *
     * @throws DecryptionException if there is no such key
     */
    public WrappedKey wrap(DataKey dataKey, String name, long bodyId) {
        MasterKey master = current(name).orElseThrow(() -> new DecryptionException("There is no master key " + name));
        return KeyWrap.seal(MasterHeader.of(master), dataKey, master.secretKey(), bodyId, random);
    }

    /** @throws DecryptionException if the master key is not here or the body is another */
    public DataKey unwrap(WrappedKey wrapped, long bodyId) {
        if (wrapped.keyName().isPresent()) {
            return named.unwrap(wrapped, bodyId);
        }
        MasterHeader header = MasterHeader.read(wrapped, bodyId);
        MasterKey master = find(header)
                .orElseThrow(() -> new DecryptionException("Body " + Long.toHexString(bodyId) + " needs "
                        + header.describe() + ", which is not in the key file"));
        return KeyWrap.open(wrapped.bytes(), master.secretKey(), bodyId, header.describe());
    }

    /** Whether {@code wrapped} was made by the newest version of its key; true for a customer's key as well. */
    public boolean isCurrent(WrappedKey wrapped, long bodyId) {
        if (wrapped.isCustomerKey()) {
            return true;
        }
        if (wrapped.keyName().isPresent()) {
            return named.isCurrent(wrapped);
        }
        MasterHeader header = MasterHeader.read(wrapped, bodyId);
        return current(header.name())
                .map(key -> key.idText().equals(header.idText()))
                .orElse(false);
    }

    /**
     * The same body key, wrapped by the newest version of the same master key.
     *
     * @throws DecryptionException if it cannot be unwrapped
     */
    public WrappedKey rewrap(WrappedKey wrapped, long bodyId) {
        try (DataKey dataKey = unwrap(wrapped, bodyId)) {
            if (wrapped.keyName().isPresent()) {
                return named.wrap(
                        dataKey, wrapped.keyName().get(), wrapped.context().orElse(null), bodyId);
            }
            return wrap(dataKey, MasterHeader.read(wrapped, bodyId).name(), bodyId);
        }
    }

    /** All keys as text to be printed or kept elsewhere. Whoever has it can read every body: it is a secret. */
    public String exportRecoveryKit() {
        List<String> remarks = List.of(
                "MaxIOFS recovery kit, made " + clock.instant(),
                "Whoever holds this text can read everything this store has encrypted.",
                "Keep it away from the store. Without it, a lost key file means lost data.",
                "Make a new one after every rotation.");
        return KeyFileFormat.write(remarks, keys) + named.exported();
    }

    /**
     * Adds the keys of a kit that are not here yet; nothing is replaced.
     *
     * @return how many were added
     * @throws KeyFileException if the kit is damaged; nothing is added then
     */
    public synchronized int importRecoveryKit(String kit) throws IOException {
        List<MasterKey> changed = new ArrayList<>(keys);
        try {
            for (MasterKey key : KeyFileFormat.read(kit)) {
                if (changed.stream().noneMatch(known -> known.idText().equals(key.idText()))) {
                    changed.add(key);
                }
            }
        } catch (KeyFileFormat.FormatException e) {
            throw new KeyFileException("The recovery kit cannot be used: " + e.getMessage());
        }
        List<KmsKeyFormat.Line> others = namedOf(kit);
        int added = changed.size() - keys.size();
        if (added > 0) {
            replace(changed);
        }
        return added + named.add(others);
    }

    private static List<KmsKeyFormat.Line> namedOf(String kit) throws KeyFileException {
        int begin = kit.indexOf("\n" + KmsKeyFormat.FIRST_WORD);
        if (begin < 0) {
            return List.of();
        }
        try {
            return KmsKeyFormat.read(kit.substring(begin + 1)).lines();
        } catch (KeyFileFormat.FormatException e) {
            throw new KeyFileException("The recovery kit cannot be used: " + e.getMessage());
        }
    }

    private void replace(List<MasterKey> changed) throws IOException {
        file.write(changed);
        keys = List.copyOf(changed);
    }

    private Optional<MasterKey> current(String name) {
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .max(Comparator.comparingInt(MasterKey::version).thenComparing(MasterKey::created));
    }

    private Optional<MasterKey> find(MasterHeader header) {
        return keys.stream().filter(key -> key.idText().equals(header.idText())).findFirst();
    }

    @Override
    public String toString() {
        return "MasterKeys" + keys;
    }

    /** What precedes the sealed key: kind, length of the name, name, version, id of the master key. */
    private record MasterHeader(String name, int version, String idText) {

        static byte[] of(MasterKey key) {
            byte[] name = key.name().getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(2 + name.length + Integer.BYTES + MasterKey.ID_BYTES)
                    .put(KeyWrap.KIND_MASTER)
                    .put((byte) name.length)
                    .put(name)
                    .putInt(key.version())
                    .put(key.id())
                    .array();
        }

        static MasterHeader read(WrappedKey wrapped, long bodyId) {
            ByteBuffer bytes = ByteBuffer.wrap(wrapped.bytes());
            if (bytes.get() != KeyWrap.KIND_MASTER) {
                throw new DecryptionException(
                        "Body " + Long.toHexString(bodyId) + " was written with a customer's key");
            }
            int nameBytes = bytes.hasRemaining() ? bytes.get() : -1;
            if (nameBytes < 1
                    || bytes.remaining() != nameBytes + Integer.BYTES + MasterKey.ID_BYTES + KeyWrap.SEALED_BYTES) {
                throw new DecryptionException("The wrapped key of body " + Long.toHexString(bodyId) + " is damaged");
            }
            byte[] name = new byte[nameBytes];
            bytes.get(name);
            int version = bytes.getInt();
            byte[] id = new byte[MasterKey.ID_BYTES];
            bytes.get(id);
            return new MasterHeader(
                    new String(name, StandardCharsets.US_ASCII),
                    version,
                    HexFormat.of().formatHex(id));
        }

        String describe() {
            return "Master key " + name + " version " + version + " (id " + idText + ")";
        }
    }
}
