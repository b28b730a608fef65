package io.maxiofs.server.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the documents of the admin API. Times are ISO 8601 in UTC. Safe on any thread. */
public final class AdminJson {
    private final ObjectMapper mapper;

    private AdminJson(boolean strict) {
        this.mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    /** For a server, which must not take a request for less than it says: unknown fields are refused. */
    public static AdminJson strict() {
        return new AdminJson(true);
    }

    /** For a client, which may be older than its server: unknown fields are passed over. */
    public static AdminJson lenient() {
        return new AdminJson(false);
    }

    public byte[] write(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a document: " + document.getClass(), e);
        }
    }

    /** With line breaks, for people. */
    public String print(Object document) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a document: " + document.getClass(), e);
        }
    }

    /** @throws IOException if the bytes are no such document; its message quotes nothing of them */
    public <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return parsed(() -> mapper.readValue(bytes, type));
    }

    /** A list of documents. */
    public <T> Items<T> readItems(byte[] bytes, Class<T> type) throws IOException {
        JavaType items = mapper.getTypeFactory().constructParametricType(Items.class, (Class<?>) type);
        return parsed(() -> mapper.readValue(bytes, items));
    }

    @FunctionalInterface
    private interface Parsing<T> {
        @Nullable T run() throws IOException;
    }

    private static <T> T parsed(Parsing<T> parsing) throws IOException {
        T document;
        try {
            document = parsing.run();
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IOException(shortened(e.getOriginalMessage()));
        }
        if (document == null) {
            throw new IOException("The document is null");
        }
        return document;
    }

    /** Jackson's first line says what is wrong; what follows may repeat the input. */
    private static String shortened(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
