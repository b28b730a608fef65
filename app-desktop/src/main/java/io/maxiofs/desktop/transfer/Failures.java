package io.maxiofs.desktop.transfer;

import io.maxiofs.desktop.transfer.TransferFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the failure of a request or of a file means for a transfer. */
final class Failures {
    private Failures() {}

    /** Never a {@link StoppedException}: that one goes through as it is. */
    static TransferException classify(Exception failure) throws StoppedException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoppedException stopped) {
                throw stopped;
            }
            if (cause instanceof TransferException known) {
                return known;
            }
        }
        return switch (failure) {
            case S3Exception s3 -> refused(s3);
            case SdkClientException client
            when isChecksum(client) -> TransferException.passing(Kind.DIFFERENT_BYTES, client);
            case SdkClientException client -> TransferException.passing(Kind.SERVER_AWAY, client);
            case UncheckedIOException unchecked -> local(Objects.requireNonNull(unchecked.getCause()));
            case IOException local -> local(local);
            default -> TransferException.lasting(Kind.INTERNAL, failure);
        };
    }

    private static boolean isChecksum(SdkClientException failure) {
        String message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("checksum");
    }

    private static TransferException refused(S3Exception e) {
        String code = code(e);
        return switch (code) {
            case "NoSuchBucket" -> TransferException.lasting(Kind.NO_BUCKET, text(e));
            case "NoSuchKey", "NoSuchVersion" -> TransferException.lasting(Kind.NO_OBJECT, text(e));
            case "PreconditionFailed" -> TransferException.lasting(Kind.EXISTS, text(e));
            case "KeyTooLongError", "KeyTooLong" -> TransferException.lasting(Kind.NAME_TOO_LONG, text(e));
            case "QuotaExceeded", "EntityTooLarge" -> TransferException.lasting(Kind.QUOTA, text(e));
            case "BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "InvalidDigest" ->
                TransferException.passing(Kind.DIFFERENT_BYTES, text(e));
            // Credentials of a session end; who gives them out makes new ones.
            case "ExpiredToken", "RequestTimeout", "SlowDown", "OperationAborted", "IncompleteBody" ->
                TransferException.passing(Kind.SERVER_FAILED, text(e));
            default -> byStatus(e);
        };
    }

    private static TransferException byStatus(S3Exception e) {
        return switch (e.statusCode()) {
            case 401, 403 -> TransferException.lasting(Kind.NOT_ALLOWED, text(e));
            case 404 -> TransferException.lasting(Kind.NO_OBJECT, text(e));
            case 412 -> TransferException.lasting(Kind.EXISTS, text(e));
            case 429, 503 -> TransferException.passing(Kind.SERVER_AWAY, text(e));
            case 507 -> TransferException.lasting(Kind.QUOTA, text(e));
            default ->
                e.statusCode() >= 500
                        ? TransferException.passing(Kind.SERVER_FAILED, text(e))
                        : TransferException.lasting(Kind.REFUSED, text(e));
        };
    }

    /** Empty if the answer had none, as one to HEAD has not. */
    static String code(S3Exception e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null ? "" : code;
    }

    private static String text(S3Exception e) {
        String message =
                e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        String code = code(e);
        if (code.isEmpty()) {
            return "HTTP " + e.statusCode();
        }
        return message == null ? code : code + ": " + message;
    }

    /** A failure of this computer's files. */
    static TransferException local(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> TransferException.lasting(Kind.FILE_GONE, gone);
            case AccessDeniedException denied -> TransferException.lasting(Kind.FILE_UNREADABLE, denied);
            case FileSystemException full
            when isFull(full.getReason()) -> TransferException.lasting(Kind.NO_SPACE, full);
            default ->
                isFull(e.getMessage())
                        ? TransferException.lasting(Kind.NO_SPACE, e)
                        : TransferException.lasting(Kind.DISK_FAILED, e);
        };
    }

    /** The systems' words for it; none has a class. */
    private static boolean isFull(@Nullable String reason) {
        if (reason == null) {
            return false;
        }
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("no space left")
                || lower.contains("not enough space")
                || lower.contains("disk quota exceeded");
    }
}
