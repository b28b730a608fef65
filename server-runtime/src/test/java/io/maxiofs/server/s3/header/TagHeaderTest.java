package io.maxiofs.server.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagHeaderTest {

    @Test
    void readsAQueryStringOfTags() {
        assertThat(TagHeader.parse("a=1&draft&b%20c=x%2By+z&%C3%A9=%E2%82%AC1".replace("%E2%82%AC", ""))
                        .values())
                .isEqualTo(Map.of("a", "1", "draft", "", "b c", "x+y z", "\u00e9", "1"));
    }

    @Test
    void hasNoTagsWithoutTheHeader() {
        assertThat(TagHeader.parse(null).isEmpty()).isTrue();
        assertThat(TagHeader.parse("").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=%zz"})
    void refusesWhatIsNoQueryStringOfDistinctTags(String value) {
        assertCode(value, S3ErrorCode.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "a%00=1", "a=%3Cb%3E", "aws:x=1", "AWS:x=1", "a=%E2%82%AC"})
    void refusesTagsAgainstTheRules(String value) {
        assertCode(value, S3ErrorCode.INVALID_TAG);
    }

    @Test
    void allowsTenTagsAndNotEleven() {
        StringBuilder ten = new StringBuilder("k0=v");
        for (int i = 1; i < 10; i++) {
            ten.append("&k").append(i).append("=v");
        }
        assertThat(TagHeader.parse(ten.toString()).count()).isEqualTo(10);
        assertCode(ten + "&k10=v", S3ErrorCode.BAD_REQUEST);
    }

    @Test
    void bounds128And256Characters() {
        assertThat(TagHeader.parse("k".repeat(128) + "=" + "v".repeat(256)).count())
                .isEqualTo(1);
        assertCode("k".repeat(129) + "=v", S3ErrorCode.INVALID_TAG);
        assertCode("k=" + "v".repeat(257), S3ErrorCode.INVALID_TAG);
    }

    private static void assertCode(String value, S3ErrorCode code) {
        assertThatThrownBy(() -> TagHeader.parse(value))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
