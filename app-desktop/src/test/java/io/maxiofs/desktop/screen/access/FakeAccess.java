package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.testing.TestDesk;
import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.GroupDocument;
import io.maxiofs.server.admin.api.PoliciesDocument;
import io.maxiofs.server.admin.api.TenantDocument;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UserDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One user, one key, one group, one tenant; notes what is asked of it. */
final class FakeAccess implements AccessPort {
    static final UserDocument ANNA = new UserDocument("anna", "id", "Anna", "", "user", "active", "", TestDesk.NOW);
    static final GroupDocument GROUP = new GroupDocument("team", "", List.of("anna"), List.of(), Map.of());
    static final TenantDocument TENANT = new TenantDocument(
            "1",
            "home",
            "Home",
            "active",
            new TenantDocument.Limits(1_000L, null, null),
            new TenantDocument.Usage(500, 1, 1, 1),
            TestDesk.NOW);

    final List<String> calls = new ArrayList<>();

    @Nullable RuntimeException failure;

    boolean enrolled;

    static AccessKeyDocument key(@Nullable Instant expires) {
        return new AccessKeyDocument(
                "AKIA1", "anna", "active", TestDesk.NOW, expires, TestDesk.NOW.minusSeconds(120), null, null);
    }

    private void called(String call) {
        if (failure != null) {
            throw failure;
        }
        calls.add(call);
    }

    @Override
    public Everything load() {
        if (failure != null) {
            throw failure;
        }
        return new Everything(
                List.of(ANNA),
                List.of(key(null)),
                Map.of("AKIA1", "192.168.1.9"),
                new AccessGridDocument(
                        List.of("photos"),
                        List.of(new AccessGridDocument.Row("AKIA1", "anna", false, "none", Map.of("photos", "read")))),
                List.of(GROUP),
                List.of(TENANT),
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"));
    }

    @Override
    public UserDocument.Created createUser(UserDocument.New user) {
        called("create user " + user.name() + " " + user.role() + " " + user.tenant());
        return new UserDocument.Created(ANNA, null);
    }

    @Override
    public void changeUser(String name, UserDocument.Change change) {
        called("change user " + name + " " + change.status());
    }

    @Override
    public void deleteUser(String name) {
        called("delete user " + name);
    }

    @Override
    public void unlock(String user) {
        called("unlock " + user);
    }

    @Override
    public AccessKeyDocument.Issued createKey(AccessKeyDocument.New key) {
        called("create key of " + key.user());
        return new AccessKeyDocument.Issued(key(null), "secret");
    }

    @Override
    public AccessKeyDocument.Issued createKeyFor(AccessGridDocument.KeyForBucket wanted) {
        called("create key for " + wanted.bucket() + " " + wanted.level() + " " + wanted.user());
        return new AccessKeyDocument.Issued(key(null), "secret");
    }

    @Override
    public AccessKeyDocument.Issued rotate(String id, long keepOldSeconds) {
        called("rotate " + id + " " + keepOldSeconds);
        return new AccessKeyDocument.Issued(key(null), "secret");
    }

    @Override
    public void changeKey(String id, AccessKeyDocument.Change change) {
        called("change key " + change.status() + " " + change.expires() + " " + change.neverExpires() + " "
                + change.policy());
    }

    @Override
    public void deleteKey(String id) {
        called("delete key " + id);
    }

    @Override
    public void setCell(AccessGridDocument.Cell cell) {
        called("cell " + cell.bucket() + " " + cell.level() + " " + cell.replaceCustom());
    }

    @Override
    public PoliciesDocument policiesOf(String user) {
        return new PoliciesDocument(List.of(), Map.of("own", "{}"));
    }

    @Override
    public PoliciesDocument changePoliciesOf(String user, PoliciesDocument.Change change) {
        called("policies of " + user + " " + change.attach() + " " + change.detach());
        return new PoliciesDocument(change.attach() == null ? List.of() : List.of(change.attach()), Map.of());
    }

    @Override
    public void createGroup(GroupDocument.New group) {
        called("create group " + group.name());
    }

    @Override
    public GroupDocument changeGroup(GroupDocument group, GroupDocument.Change change) {
        called("change group +" + change.addMember() + " -" + change.removeMember() + " " + change.attach() + " "
                + change.policyName());
        String name = change.policyName();
        return new GroupDocument(
                group.name(),
                group.tenant(),
                group.members(),
                change.attach() == null ? group.attached() : List.of(change.attach()),
                name == null || change.policy() == null ? Map.of() : Map.of(name, change.policy()));
    }

    @Override
    public void deleteGroup(GroupDocument group) {
        called("delete group " + group.name());
    }

    @Override
    public void createTenant(TenantDocument.New tenant) {
        called("create tenant " + tenant.name());
    }

    @Override
    public void changeTenant(String name, TenantDocument.Change change) {
        called("change tenant " + name + " " + change.status() + " " + change.displayName() + " " + change.limits());
    }

    @Override
    public void deleteTenant(String name) {
        called("delete tenant " + name);
    }

    @Override
    public TwoFactorDocument twoFactor() {
        return new TwoFactorDocument(enrolled, enrolled ? TestDesk.NOW : null, 10, false);
    }

    @Override
    public TwoFactorDocument.Enrolment beginTwoFactor(String password) {
        called("begin");
        return new TwoFactorDocument.Enrolment("otpauth://totp/x", "ABCD", TestDesk.NOW);
    }

    @Override
    public List<String> confirmTwoFactor(String code) {
        called("confirm " + code);
        enrolled = true;
        return List.of("one", "two");
    }

    @Override
    public void disableTwoFactor(String password, String code) {
        called("disable " + code);
        enrolled = false;
    }
}
