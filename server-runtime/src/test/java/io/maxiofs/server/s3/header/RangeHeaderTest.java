package io.maxiofs.server.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ByteRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=0-99, 0, 10",
        "bytes=4-, 4, 6",
        "bytes=-3, 7, 3",
        "bytes=-30, 0, 10",
        "bytes=9-9, 9, 1",
        "Bytes = x, -1, -1",
        "BYTES=2-3, 2, 2",
        "bytes= 2 - 3 , 2, 2",
        "bytes=0-99999999999999999999, 0, 10",
        "bytes=-99999999999999999999, 0, 10"
    })
    void resolvesOneRangeWithinTheObject(String value, long offset, long length) {
        ByteRange expected = offset < 0 ? null : new ByteRange(offset, length);
        assertThat(RangeHeader.resolve(value, 10)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-1,3-4", "bytes=5-2", "bytes=-", "bytes=", "bytes=a-b", "bytes=1", "items=0-1", "x"})
    void ignoresWhatIsNotOneRange(String value) {
        assertThat(RangeHeader.resolve(value, 10)).isNull();
    }

    @Test
    void takesTheWholeObjectWithoutAHeader() {
        assertThat(RangeHeader.resolve(null, 10)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=-5, 0", "bytes=0-0, 0"})
    void refusesARangeWithoutBytesAndTellsTheSize(String value, long size) {
        assertThatThrownBy(() -> RangeHeader.resolve(value, size)).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.code()).isEqualTo(S3ErrorCode.INVALID_RANGE);
            assertThat(e.headers()).containsEntry("Content-Range", "bytes */" + size);
            assertThat(e.fields())
                    .containsEntry("RangeRequested", value)
                    .containsEntry("ActualObjectSize", Long.toString(size));
        });
    }

    @Test
    void writesContentRangeInclusive() {
        assertThat(RangeHeader.contentRange(new ByteRange(2, 3), 10)).isEqualTo("bytes 2-4/10");
    }
}
