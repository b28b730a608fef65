package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.screen.ScreenContext;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the screen asks of the server. Calls block. */
public interface AccessPort {
    /**
     * Everything the screen shows.
     *
     * @param addresses from where a key was last used, by its id
     * @param managedPolicies resource names of the policies that can be attached
     */
    record Everything(
            List<UserDocument> users,
            List<AccessKeyDocument> keys,
            Map<String, String> addresses,
            AccessGridDocument grid,
            List<GroupDocument> groups,
            List<TenantDocument> tenants,
            List<String> managedPolicies) {}

    Everything load();

    UserDocument.Created createUser(UserDocument.New user);

    void changeUser(String name, UserDocument.Change change);

    void deleteUser(String name);

    void unlock(String user);

    AccessKeyDocument.Issued createKey(AccessKeyDocument.New key);

    AccessKeyDocument.Issued createKeyFor(AccessGridDocument.KeyForBucket wanted);

    AccessKeyDocument.Issued rotate(String id, long keepOldSeconds);

    void changeKey(String id, AccessKeyDocument.Change change);

    void deleteKey(String id);

    void setCell(AccessGridDocument.Cell cell);

    PoliciesDocument policiesOf(String user);

    PoliciesDocument changePoliciesOf(String user, PoliciesDocument.Change change);

    void createGroup(GroupDocument.New group);

    GroupDocument changeGroup(GroupDocument group, GroupDocument.Change change);

    void deleteGroup(GroupDocument group);

    void createTenant(TenantDocument.New tenant);

    void changeTenant(String name, TenantDocument.Change change);

    void deleteTenant(String name);

    TwoFactorDocument twoFactor();

    TwoFactorDocument.Enrolment beginTwoFactor(String password);

    List<String> confirmTwoFactor(String code);

    void disableTwoFactor(String password, String code);

    static AccessPort of(ScreenContext context) {
        return new OfServer(context);
    }

    /** Asks the session for its client each time, because tokens are renewed. */
    record OfServer(ScreenContext context) implements AccessPort {
        private AdminClient admin() {
            return context.session().admin();
        }

        @Override
        public Everything load() {
            AdminClient client = admin();
            Map<String, String> addresses = new HashMap<>();
            for (ClientDocument seen : client.trace().clients()) {
                String key = seen.accessKey();
                if (key != null) {
                    addresses.putIfAbsent(key, seen.address());
                }
            }
            return new Everything(
                    client.users(),
                    client.accessKeys(null),
                    addresses,
                    client.access().grid(),
                    client.groups(),
                    client.tenants(),
                    client.access().managedPolicies());
        }

        @Override
        public UserDocument.Created createUser(UserDocument.New user) {
            return admin().createUser(user);
        }

        @Override
        public void changeUser(String name, UserDocument.Change change) {
            admin().changeUser(name, change);
        }

        @Override
        public void deleteUser(String name) {
            admin().deleteUser(name);
        }

        @Override
        public void unlock(String user) {
            admin().auth().unlock(user);
        }

        @Override
        public AccessKeyDocument.Issued createKey(AccessKeyDocument.New key) {
            return admin().createAccessKey(key);
        }

        @Override
        public AccessKeyDocument.Issued createKeyFor(AccessGridDocument.KeyForBucket wanted) {
            return admin().access().createKeyFor(wanted);
        }

        @Override
        public AccessKeyDocument.Issued rotate(String id, long keepOldSeconds) {
            return admin().access().rotateKey(id, new AccessGridDocument.Rotation(keepOldSeconds));
        }

        @Override
        public void changeKey(String id, AccessKeyDocument.Change change) {
            admin().changeAccessKey(id, change);
        }

        @Override
        public void deleteKey(String id) {
            admin().deleteAccessKey(id);
        }

        @Override
        public void setCell(AccessGridDocument.Cell cell) {
            admin().access().setCell(cell);
        }

        @Override
        public PoliciesDocument policiesOf(String user) {
            return admin().access().policiesOf(user);
        }

        @Override
        public PoliciesDocument changePoliciesOf(String user, PoliciesDocument.Change change) {
            return admin().access().changePoliciesOf(user, change);
        }

        @Override
        public void createGroup(GroupDocument.New group) {
            admin().createGroup(group);
        }

        @Override
        public GroupDocument changeGroup(GroupDocument group, GroupDocument.Change change) {
            return admin().changeGroup(group.name(), tenant(group), change);
        }

        @Override
        public void deleteGroup(GroupDocument group) {
            admin().deleteGroup(group.name(), tenant(group));
        }

        private static @Nullable String tenant(GroupDocument group) {
            return group.tenant().isEmpty() ? null : group.tenant();
        }

        @Override
        public void createTenant(TenantDocument.New tenant) {
            admin().createTenant(tenant);
        }

        @Override
        public void changeTenant(String name, TenantDocument.Change change) {
            admin().changeTenant(name, change);
        }

        @Override
        public void deleteTenant(String name) {
            admin().deleteTenant(name);
        }

        @Override
        public TwoFactorDocument twoFactor() {
            return admin().auth().twoFactor();
        }

        @Override
        public TwoFactorDocument.Enrolment beginTwoFactor(String password) {
            return admin().auth().beginTwoFactor(password);
        }

        @Override
        public List<String> confirmTwoFactor(String code) {
            return admin().auth().confirmTwoFactor(code).codes();
        }

        @Override
        public void disableTwoFactor(String password, String code) {
            admin().auth().disableTwoFactor(password, code);
        }
    }
}
