package io.maxiofs.server.s3.operation.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.operation.caller.S3Caller;
import io.maxiofs.server.service.NewBucketRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each permission granted to each kind of grantee, tried by each kind of caller, on a bucket and on an object. */
final class AclMatrixTest {
    private static final String ALL = "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"";
    private static final String SIGNED = "uri=\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\"";

    private final S3Caller alice = S3Caller.start(NewBucketRules.OLDER);

    /** Who calls. */
    enum Actor {
        OWNER,
        BOB,
        CAROL,
        NOBODY
    }

    /** Whom the grant is for. */
    enum To {
        THE_OWNER("id=\"alice-id\""),
        BOB("id=\"bob-id\""),
        BY_EMAIL("emailAddress=\"bob@example.com\""),
        SIGNED_IN(SIGNED),
        EVERYBODY(ALL);

        private final String header;

        To(String header) {
            this.header = header;
        }

        boolean includes(Actor actor) {
            return switch (this) {
                case THE_OWNER -> actor == Actor.OWNER;
                case BOB, BY_EMAIL -> actor == Actor.BOB;
                case SIGNED_IN -> actor != Actor.NOBODY;
                case EVERYBODY -> true;
            };
        }
    }

    /** What is granted. */
    enum Grant {
        FULL_CONTROL("full-control"),
        READ("read"),
        WRITE("write"),
        READ_ACP("read-acp"),
        WRITE_ACP("write-acp");

        private final String header;

        Grant(String header) {
            this.header = header;
        }

        boolean gives(Grant wanted) {
            return this == FULL_CONTROL || this == wanted;
        }
    }

    record Case(To to, Grant grant, Actor actor) {
        boolean expects(Grant wanted) {
            boolean granted = to.includes(actor) && grant.gives(wanted);
            boolean owners = actor == Actor.OWNER && (wanted == Grant.READ_ACP || wanted == Grant.WRITE_ACP);
            return granted || owners;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (To to : To.values()) {
            for (Grant grant : Grant.values()) {
                for (Actor actor : Actor.values()) {
                    cases.add(new Case(to, grant, actor));
                }
            }
        }
        return cases.stream();
    }

    private S3Caller caller(Actor actor) {
        return switch (actor) {
            case OWNER -> alice;
            case BOB -> alice.as(S3Caller.user("bob"));
            case CAROL -> alice.as(S3Caller.user("carol"));
            case NOBODY -> alice.as(Principal.ANONYMOUS);
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onABucket(Case tried) {
        alice.put("/photos", "");
        alice.put("/photos?acl", "", "x-amz-grant-" + tried.grant.header, tried.to.header);
        S3Caller caller = caller(tried.actor);

        assertThat(caller.get("/photos?list-type=2").status()).isEqualTo(status(tried.expects(Grant.READ)));
        assertThat(caller.get("/photos?versions").status()).isEqualTo(status(tried.expects(Grant.READ)));
        assertThat(caller.head("/photos").status()).isEqualTo(status(tried.expects(Grant.READ)));
        assertThat(caller.put("/photos/new", "x").status()).isEqualTo(status(tried.expects(Grant.WRITE)));
        assertThat(caller.get("/photos?acl").status()).isEqualTo(status(tried.expects(Grant.READ_ACP)));
        assertThat(caller.get("/photos?policy").status()).isEqualTo(tried.actor == Actor.OWNER ? 404 : 403);
        assertThat(caller.put("/photos?acl", "", "x-amz-acl", "private").status())
                .isEqualTo(status(tried.expects(Grant.WRITE_ACP)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onAnObject(Case tried) {
        alice.put("/photos", "");
        alice.put("/photos/cat", "meow", "x-amz-grant-" + tried.grant.header, tried.to.header);
        S3Caller caller = caller(tried.actor);

        assertThat(caller.get("/photos/cat").status()).isEqualTo(status(tried.expects(Grant.READ)));
        assertThat(caller.head("/photos/cat").status()).isEqualTo(status(tried.expects(Grant.READ)));
        assertThat(caller.get("/photos/cat?acl").status()).isEqualTo(status(tried.expects(Grant.READ_ACP)));
        // Nothing on an object lets others write over it, tag it or delete it.
        assertThat(caller.put("/photos/cat", "woof").status()).isEqualTo(status(tried.actor == Actor.OWNER));
        alice.put("/photos/cat", "meow", "x-amz-grant-" + tried.grant.header, tried.to.header);
        assertThat(caller.get("/photos/cat?tagging").status()).isEqualTo(status(tried.actor == Actor.OWNER));
        assertThat(caller.put("/photos/cat?acl", "", "x-amz-acl", "private").status())
                .isEqualTo(status(tried.expects(Grant.WRITE_ACP)));
        assertThat(caller.delete("/photos/cat").status()).isEqualTo(tried.actor == Actor.OWNER ? 204 : 403);
    }

    private static int status(boolean allowed) {
        return allowed ? 200 : 403;
    }
}
