package io.maxiofs.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.server.policy.PolicyDocument.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyDocumentTest {
    private static final String STATEMENT =
            "'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::b/*'";

    @Test
    void readsTheWholeGrammar() {
        PolicyDocument policy = parse("{'Version':'2012-10-17','Id':'x','Statement':["
                + "{'Sid':'a'," + STATEMENT + ",'Condition':{'StringLike':{'aws:username':['a*','${aws:userid}']},"
                + "'NumericLessThanEqualsIfExists':{'s3:max-keys':10},'Bool':{'aws:SecureTransport':true},"
                + "'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':'k'},'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},"
                + "'DateLessThan':{'aws:CurrentTime':'2030-01-01T00:00:00Z'},'Null':{'s3:VersionId':'true'}}},"
                + "{'Effect':'Deny','NotPrincipal':{'AWS':['arn:aws:iam::t:user/a','12345'],'CanonicalUser':'abc'},"
                + "'NotAction':['s3:Get*'],'NotResource':'arn:aws:s3:::b/x?'}]}");
        assertThat(policy.statements()).hasSize(2);
        assertThat(policy.readsObject()).isFalse();
        assertThat(policy.readsNewTags()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]|Policies must be valid JSON and the first byte must be '{'",
                "{'Version':'2012-10-17'|This policy contains invalid Json",
                "{'Version':'2012-10-17','Version':'2012-10-17','Statement':[]}|This policy contains invalid Json",
                "{'Version':'2012-10-17','Statement':[]}|Could not parse the policy: Statement is empty!",
                "{'Version':'2020-01-01','Statement':[{$}]}|The policy must contain a valid version string",
                "{'Statement':[{'Sid':'a',$},{'Sid':'a',$}]}|Statement IDs (SID) in a single policy must be unique",
                "{'Statement':[{'Effect':'Allow','NotPrincipal':'*','Action':'*','Resource':'*'}]}|Allow with NotPrincipal is not allowed.",
                "{'Statement':[{$,'Extra':1}]}|Policy has an unknown element",
                "{'Statement':[{$,'NotAction':'s3:*'}]}|Policy statement must not contain both Action and NotAction",
                "{'Statement':[{$,'Condition':{'Foo':{'aws:username':'a'}}}]}|Invalid Condition type : Foo",
                "{'Statement':[{$,'Condition':{'Bool':{'s3:nonsense':'true'}}}]}|Policy has an invalid condition key",
                "{'Statement':[{$,'Condition':{'Bool':{'aws:SecureTransport':'maybe'}}}]}|Policy has an invalid condition value",
                "{'Statement':[{$,'Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/33'}}}]}|Policy has an invalid condition value"
            })
    void saysWhatIsWrong(String policy, String reason) {
        assertThatThrownBy(() -> parse(policy.replace("$", STATEMENT)))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'Action':'s3:GetObject'|'Action':'s3:NoSuchThing'|Policy has invalid action",
                "'Action':'s3:GetObject'|'Action':'ec2:*'|Policy has invalid action",
                "'Action':'s3:GetObject'|'Action':[]|Policy has invalid action",
                "'Action':'s3:GetObject',|''|Missing required field Action",
                "'Effect':'Allow'|'Effect':'allow'|Invalid effect: allow",
                "'Resource':'arn:aws:s3:::b/*'|'Resource':'b/*'|Policy has invalid resource",
                "'Principal':'*',|''|Missing required field Principal",
                "'Principal':'*'|'Principal':'bob'|Invalid principal in policy",
                "'Principal':'*'|'Principal':{'AWS':'arn:aws:iam::a:user/*'}|Invalid principal in policy",
                "'Principal':'*'|'Principal':{'Human':'bob'}|Invalid principal in policy"
            })
    void refusesElementsThatMeanNothing(String element, String replaced, String reason) {
        String statement = STATEMENT.replace(element, replaced.equals("''") ? "" : replaced);
        assertThatThrownBy(() -> parse("{'Statement':[{" + statement + "}]}"))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessage(reason);
    }

    @Test
    void refusesPrincipalsInPoliciesOfIdentities() {
        assertThatThrownBy(() -> PolicyDocument.parse(json("{'Statement':[{" + STATEMENT + "}]}"), Kind.IDENTITY))
                .isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void readsWhoMayTakeARole() {
        PolicyDocument policy = PolicyDocument.parse(
                json(
                        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam:::user/bob'},"
                                + "'Action':'sts:AssumeRole'}}"),
                Kind.TRUST);
        assertThat(policy.kind()).isEqualTo(Kind.TRUST);
    }

    @Test
    void boundsTheSize() {
        String long1 = "{'Id':'" + "x".repeat(PolicyParser.MAX_BYTES) + "','Statement':[{" + STATEMENT + "}]}";
        assertThatThrownBy(() -> parse(long1)).isInstanceOf(MalformedPolicyException.class);
    }

    /** Whatever comes, the parser answers with a policy or with a reason. */
    @Test
    void failsInNoOtherWay() {
        String good = json("{'Version':'2012-10-17','Statement':[{" + STATEMENT
                + ",'Condition':{'StringLike':{'aws:username':['a*','${aws:userid}']},"
                + "'DateLessThan':{'aws:CurrentTime':'2030-01-01T00:00:00Z'},'NumericEquals':{'s3:max-keys':'10'}}}]}");
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, "{}[]\",:$*?/a1 \u0000".charAt(random.nextInt(15)));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                }
            }
            try {
                assertThat(PolicyDocument.parse(text.toString(), Kind.BUCKET)).isNotNull();
            } catch (MalformedPolicyException e) {
                assertThat(e.reason()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    private static PolicyDocument parse(String text) {
        return PolicyDocument.parse(json(text), Kind.BUCKET);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
