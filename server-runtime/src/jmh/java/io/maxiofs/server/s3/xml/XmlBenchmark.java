package io.maxiofs.server.s3.xml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the list of 1,000 parts a client completes an upload with, and writing 1,000 entries of a listing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class XmlBenchmark {
    private static final int ENTRIES = 1_000;
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07Z");

    private final byte[] parts = parts();

    private static byte[] parts() {
        StringBuilder text = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 1; i <= ENTRIES; i++) {
            text.append("<Part><PartNumber>")
                    .append(i)
                    .append("</PartNumber><ETag>\"0123456789abcdef0123456789abcdef\"</ETag></Part>");
        }
        return text.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public XmlElement read() {
        return XmlReader.read(parts, "CompleteMultipartUpload");
    }

    @Benchmark
    public byte[] write() {
        XmlWriter xml = XmlWriter.document("ListBucketResult");
        for (int i = 0; i < ENTRIES; i++) {
            xml.start("Contents")
                    .element("Key", "photos/2026/03/picture-" + i + ".jpg")
                    .element("LastModified", TIME)
                    .element("ETag", "\"0123456789abcdef0123456789abcdef\"")
                    .element("Size", 123_456L + i)
                    .end();
        }
        return xml.toBytes();
    }
}
