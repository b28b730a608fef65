package io.maxiofs.server.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class XmlWriterTest {

    @Test
    void writesElementsAttributesAndValues() {
        String written = text(XmlWriter.document("Result")
                .start("Grantee")
                .attribute("xsi:type", "a\"b\n")
                .element("Size", 5)
                .element("Flag", true)
                .element("Time", Instant.parse("2024-02-03T04:05:06.7Z"))
                .end()
                .start("Empty")
                .end()
                .optional("Absent", null));

        assertThat(written)
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<Result xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Grantee xsi:type=\"a&quot;b&#xA;\"><Size>5</Size><Flag>true</Flag>"
                        + "<Time>2024-02-03T04:05:06.700Z</Time></Grantee><Empty/></Result>");
    }

    @Test
    void writesTextThatAReaderReadsBack() {
        String awkward = "<a>&\"'\r\n\t é € 😀 �]]>";
        XmlElement read =
                XmlReader.read(XmlWriter.document("R").element("Key", awkward).toBytes(), "R");

        assertThat(read.rawValue("Key")).isEqualTo(awkward);
    }

    @Test
    void writesControlCharactersAsReferences() {
        assertThat(text(XmlWriter.document("R", "").element("K", "a\u0001\u0010\u007f\uffff\ud800b")))
                .endsWith("<R><K>a&#x1;&#x10;&#x7F;&#xFFFF;&#xD800;b</K></R>");
    }

    @Test
    void refusesAnAttributeAfterContent() {
        XmlWriter writer = XmlWriter.document("R").text("x");
        assertThatThrownBy(() -> writer.attribute("a", "b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void encodesForUrlEncodingType() {
        assertThat(UrlEncoding.encode("a b/c+d~e*(é).-_\u0001")).isEqualTo("a%20b/c%2Bd%7Ee*%28%C3%A9%29.-_%01");
        assertThat(UrlEncoding.encodeAsForm("a b+c")).isEqualTo("a+b%2Bc");
        assertThat(UrlEncoding.apply(false, "a b")).isEqualTo("a b");
    }

    private static String text(XmlWriter writer) {
        return new String(writer.toBytes(), StandardCharsets.UTF_8);
    }
}
