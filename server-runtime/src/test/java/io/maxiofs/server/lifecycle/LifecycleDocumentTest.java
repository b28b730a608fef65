package io.maxiofs.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleDocumentTest {
    private static final String STATUS = "<Status>Enabled</Status>";
    private static final String FILTER = "<Filter/>";
    private static final String DAYS = "<Expiration><Days>1</Days></Expiration>";

    private static LifecycleRules read(String rules) {
        return LifecycleDocument.read(
                ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>").getBytes(StandardCharsets.UTF_8),
                LifecycleDocument.ALL_STORAGE_CLASSES,
                () -> "made");
    }

    private static String rule(String content) {
        return "<Rule>" + content + "</Rule>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ID>a</ID><Filter><Prefix>x &amp; y</Prefix></Filter><Status>Disabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration>",
                "<ID>a</ID><Prefix></Prefix><Status>Enabled</Status>"
                        + "<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>",
                "<ID>a</ID><Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter><Status>Enabled</Status>"
                        + "<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>"
                        + "<NewerNoncurrentVersions>100</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
                "<ID>a</ID><Filter><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration>",
                "<ID>a</ID><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
                        + "<Tag><Key>l</Key><Value></Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
                        + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration>",
                "<ID>a</ID><Filter/><Status>Enabled</Status>"
                        + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"
                        + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>"
            })
    void writesBackWhatItRead(String content) {
        LifecycleRules rules = read(rule(content));
        String written = new String(LifecycleDocument.write(rules), StandardCharsets.UTF_8);
        assertThat(written.substring(written.indexOf("<Rule>"), written.indexOf("</LifecycleConfiguration>")))
                .isEqualTo(rule(content));
        assertThat(LifecycleDocument.kept(LifecycleDocument.keep(rules))).isEqualTo(rules);
    }

    @Test
    void givesRulesAnIdAndKeepsTheMinimum() {
        LifecycleRules rules =
                new LifecycleRules(read(rule(FILTER + STATUS + DAYS)).rules(), LifecycleDocument.VARIES);
        assertThat(rules.rules().getFirst().id()).isEqualTo("made");
        assertThat(LifecycleDocument.kept(LifecycleDocument.keep(rules)).transitionMinimum())
                .isEqualTo(LifecycleDocument.VARIES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Other/>",
                "<Rule><Filter/><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter/><Status>enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Prefix/><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter><Prefix/><ObjectSizeLessThan>3</ObjectSizeLessThan></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter><And/></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter><Unknown>1</Unknown></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter><And><Prefix>a</Prefix><Unknown/></And></Filter><Status>Enabled</Status>"
                        + "<Expiration><Days>1</Days></Expiration></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><Expiration/></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><Expiration><Days>1</Days>"
                        + "<ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><Expiration><Days>one</Days></Expiration></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><Expiration><Date>soon</Date></Expiration></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><Expiration><Date>20300101</Date></Expiration></Rule>",
                "<Rule><Filter/><Status>Enabled</Status><NoncurrentVersionExpiration>"
                        + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration></Rule>"
            })
    void refusesWhatItDoesNotUnderstand(String rules) {
        assertThatThrownBy(() -> read(rules)).isInstanceOf(MalformedXmlException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<Expiration><Days>0</Days></Expiration>, InvalidArgument",
        "<Expiration><Days>-1</Days></Expiration>, InvalidArgument",
        "<Expiration><Date>2030-01-01T12:00:00Z</Date></Expiration>, InvalidArgument",
        "<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>, InvalidArgument",
        "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101"
                + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>, InvalidArgument",
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>, InvalidArgument",
        "'', InvalidRequest",
        "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>, InvalidStorageClass",
        "<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>GLACIER</StorageClass>"
                + "</NoncurrentVersionTransition>, InvalidStorageClass"
    })
    void refusesActionsThatCannotBe(String action, String code) {
        refuses(rule(FILTER + STATUS + action), code);
    }

    private static void refuses(String rules, String code) {
        assertThatThrownBy(() -> read(rules))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code().wireName()).isEqualTo(code));
    }

    @Test
    void refusesRulesThatCannotBeToldApart() {
        refuses(rule("<ID>a</ID>" + FILTER + STATUS + DAYS).repeat(2), "InvalidArgument");
        refuses(rule("<ID>" + "a".repeat(256) + "</ID>" + FILTER + STATUS + DAYS), "InvalidArgument");
        assertThat(read(rule("<ID>" + "a".repeat(255) + "</ID>" + FILTER + STATUS + DAYS))
                        .rules())
                .hasSize(1);
    }

    @Test
    void refusesTagsAndSizesWhereTheyMeanNothing() {
        String tag = "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>";
        String size = "<Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>";
        String abort = "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>";
        String marker = "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>";
        for (String filter : new String[] {tag, size}) {
            refuses(rule(filter + STATUS + abort), "InvalidRequest");
            refuses(rule(filter + STATUS + marker), "InvalidRequest");
        }
        refuses(
                rule("<Filter><And><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>6"
                        + "</ObjectSizeLessThan></And></Filter>" + STATUS + DAYS),
                "InvalidRequest");
        refuses(
                rule("<Filter><And><Tag><Key>k</Key><Value>1</Value></Tag><Tag><Key>k</Key><Value>2</Value></Tag></And>"
                        + "</Filter>" + STATUS + DAYS),
                "InvalidRequest");
    }
}
