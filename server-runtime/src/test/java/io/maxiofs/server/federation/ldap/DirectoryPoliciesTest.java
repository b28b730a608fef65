package io.maxiofs.server.federation.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import io.maxiofs.server.iam.DirectoryGrants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryPoliciesTest {

    private static List<String> of(String setting, String user, String... groups) {
        return DirectoryPolicies.parse(setting)
                .policies(Map.of(DirectoryGrants.USER, List.of(user), DirectoryGrants.GROUPS, List.of(groups)));
    }

    @Test
    void peopleGetTheirOwnAndThoseOfTheirGroupsOnce() {
        String setting = "uid=ann, dc=x -> a, b; CN=Group,dc=x -> b,c;; uid=ann,dc=x->d;";
        assertThat(of(setting, "uid=ann,dc=x", "cn=group,dc=x", "cn=other,dc=x"))
                .containsExactly("a", "b", "d", "c");
        assertThat(of(setting, "uid=bob,dc=x")).isEmpty();
        assertThat(of("", "uid=ann,dc=x")).isEmpty();
    }

    @Test
    void escapedCharactersOfNamesAreNoSeparators() {
        assertThat(of("cn=a\\3bb\\, c,dc=x -> p", "cn=a\\;b\\, c,dc=x")).containsExactly("p");
        assertThat(DirectoryPolicies.parse("cn=a\\3bb\\, c,dc=x -> p").byDn()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoList() {
        for (String wrong :
                List.of("dc=x", "-> p", "dc=x -> ", "dc=x -> a b", "dc -> p", "dc=x -> arn:aws:iam::1:policy/p")) {
            assertThatThrownBy(() -> DirectoryPolicies.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsPutIntoAFilterIsAValue() throws LDAPException {
        FilterTemplate template = new FilterTemplate("(&(uid=%s)(member=%d)(x=%%))");
        assertThat(template.with("a*)(b=c\\", "cn=%s").toString())
                .isEqualTo("(&(uid=a\\2a\\29\\28b=c\\5c)(member=cn=%s)(x=%%))");
    }
}
