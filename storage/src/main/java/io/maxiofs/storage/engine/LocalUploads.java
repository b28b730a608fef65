package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The multipart uploads of a {@link LocalObjectStore}. */
final class LocalUploads implements MultipartStore {
    private final LocalObjectStore store;
    private final CurrentEngine engines;
    private final SecureRandom random;

    LocalUploads(LocalObjectStore store, CurrentEngine engines, SecureRandom random) {
        this.store = store;
        this.engines = engines;
        this.random = random;
    }

    @Override
    public CompletableFuture<MultipartUpload> create(
            BucketName bucket, ObjectKey key, Owner initiator, MultipartUpload.Specification specification) {
        return store.submit(new UploadCommands.Create(bucket, key, initiator, specification, random.nextLong()));
    }

    @Override
    public MultipartUpload get(UploadRef upload) {
        return engines.read(engine -> get(engine, upload));
    }

    private static MultipartUpload get(Engine engine, UploadRef upload) {
        Bucket bucket = engine.bucket(upload.bucket());
        byte[] row =
                engine.state().durable().get(Table.UPLOAD, TableKeys.upload(bucket.id(), upload.key(), upload.id()));
        if (row == null) {
            throw new UploadNotFoundException("No such upload: " + upload.id());
        }
        Entry entry = Entry.read(row);
        return UploadCodec.decode(upload.key(), entry.bytes(), entry.entityOffset());
    }

    @Override
    public CompletableFuture<Part> putPart(UploadRef upload, NewPart part, StagedBody body) {
        return store.submit(new UploadCommands.WritePart(upload, part, LocalObjectStore.takeOver(body)));
    }

    @Override
    public List<Part> listParts(UploadRef upload, int afterNumber, int limit) {
        return engines.read(engine -> listParts(engine, upload, afterNumber, limit));
    }

    private static List<Part> listParts(Engine engine, UploadRef upload, int afterNumber, int limit) {
        get(engine, upload);
        List<Part> parts = new ArrayList<>();
        if (afterNumber >= Part.MAX_NUMBER) {
            return parts;
        }
        byte[] from = TableKeys.part(upload.id(), Math.max(0, afterNumber) + 1);
        byte[] to = TableKeys.part(upload.id(), 0xFFFF);
        Cursor cursor = engine.state().durable().cursor(Table.PART, from, to);
        while (parts.size() < limit && cursor.next()) {
            Entry entry = Entry.read(cursor.value());
            parts.add(
                    UploadCodec.decodePart(entry.bytes(), entry.entityOffset()).part());
        }
        return parts;
    }

    @Override
    public CompletableFuture<ObjectVersion> complete(UploadRef upload, Completion completion) {
        return store.submit(new CompleteUploadCommand(upload, completion));
    }

    @Override
    public CompletableFuture<Void> abort(UploadRef upload) {
        return store.submit(new UploadCommands.Abort(upload)).thenAccept(done -> {});
    }
}
