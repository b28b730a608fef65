package io.maxiofs.server.s3.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlReaderTest {

    @Test
    void readsATreeWithoutRegardToNamespaces() {
        XmlElement read = read(
                "<?xml version='1.0'?><!-- note --><x:Delete xmlns:x='urn:any' a='1'>"
                        + "<x:Object><Key> k&amp;<![CDATA[<>]]>&#x41; </Key><Unknown/></x:Object><Object/><Quiet> true </Quiet></x:Delete>");

        assertThat(read.name()).isEqualTo("Delete");
        assertThat(read.attributes()).containsEntry("a", "1");
        assertThat(read.children("Object")).hasSize(2);
        assertThat(read.child("Object").orElseThrow().rawValue("Key")).isEqualTo(" k&<>A ");
        assertThat(read.require("Quiet")).isEqualTo("true");
        assertThat(read.get("Missing")).isEmpty();
        assertThatThrownBy(() -> read.require("Missing")).isInstanceOf(MalformedXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "text",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<a>&unknown;</a>",
                "<a b='1' b='2'/>",
                "<a>\u0001</a>"
            })
    void refusesWhatIsNotWellFormedOrHasADocumentType(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void refusesAnotherRootAndDepthAndNumber() {
        assertThatThrownBy(() -> XmlReader.read("<a/>".getBytes(StandardCharsets.UTF_8), "b"))
                .isInstanceOf(MalformedXmlException.class);
        assertThatThrownBy(() -> read("<a>".repeat(40) + "</a>".repeat(40))).isInstanceOf(MalformedXmlException.class);
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(XmlReader.MAX_NODES) + "</a>"))
                .isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void refusesAnEntityBombQuickly() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 'xxxxxxxxxx'>");
        for (int i = 1; i < 12; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" '")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        bomb.append("]><a>&e11;</a>");
        assertThatThrownBy(() -> read(bomb.toString())).isInstanceOf(MalformedXmlException.class);
    }

    @Test
    void neverFailsOtherwiseOnDamagedDocuments() {
        long seed = 20_260_101L;
        Random random = new Random(seed);
        byte[] good = "<?xml version=\"1.0\"?><Delete xmlns=\"urn:x\"><Object><Key>a&amp;b</Key></Object></Delete>"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = good.clone();
            for (int flips = random.nextInt(4) + 1; flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(XmlReader.read(damaged).name()).isNotNull();
            } catch (MalformedXmlException e) {
                assertThat(e.getMessage()).as("seed %d, round %d", seed, i).isNotBlank();
            }
        }
    }

    private static XmlElement read(String document) {
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
