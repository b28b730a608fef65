package io.maxiofs.server.testing;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is asked of a disk, but for what the system answers from its memory: whether a name is there, how large an open
 * file is, how much room there is. Safe on any thread.
 */
public final class CountingDisk {
    private static final Set<String> ASKS_NO_DISK = Set.of(
            "exists", "usableSpace", "totalSpace", "size", "channel", "tryLock", "toString", "hashCode", "equals");

    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** The same disk, with its calls counted. */
    public Disk around(Disk disk) {
        return counting(Disk.class, disk);
    }

    /** What was asked so far. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private <T> T counting(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        if (!ASKS_NO_DISK.contains(method.getName())) {
            Object what = arguments == null || arguments.length == 0 ? "" : arguments[0];
            calls.add(method.getName() + " " + what + " by "
                    + Thread.currentThread().getName());
        }
        Object answer;
        try {
            answer = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
        return answer instanceof DataFile file ? counting(DataFile.class, file) : answer;
    }
}
