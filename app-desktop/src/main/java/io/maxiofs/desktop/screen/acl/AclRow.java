package io.maxiofs.desktop.screen.acl;

import io.maxiofs.server.admin.api.AclForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** Somebody and what they are granted. Used on the user interface thread. */
public final class AclRow {
    private final String kind;
    private final String grantee;
    private final String name;
    private final boolean removable;
    private final Map<String, BooleanProperty> granted = new LinkedHashMap<>();

    /**
     * @param kind one of {@link AclForm}'s
     * @param grantee of a user the canonical id, or what was typed; otherwise empty
     * @param name what the person reads
     * @param removable whether the row is there only because of its grants
     */
    AclRow(String kind, String grantee, String name, boolean removable) {
        this.kind = kind;
        this.grantee = grantee;
        this.name = name;
        this.removable = removable;
        AclForm.PERMISSIONS.forEach(permission -> granted.put(permission, new SimpleBooleanProperty()));
    }

    public String kind() {
        return kind;
    }

    public String grantee() {
        return grantee;
    }

    public String name() {
        return name;
    }

    public boolean isRemovable() {
        return removable;
    }

    /** Whether they have it; to be changed. */
    public BooleanProperty granted(String permission) {
        return Objects.requireNonNull(granted.get(permission), permission);
    }
}
