/**
 * Multipart uploads, from their creation to the object they make. Entry types: the handlers, named as AWS names the
 * operations. An upload is found by its bucket, its key and its id together; who may go on with it is in {@link
 * io.maxiofs.server.service.UploadRules}. Handlers block on the store; completing answers when the change is durable.
 */
@NullMarked
package io.maxiofs.server.s3.operation.multipart;

import org.jspecify.annotations.NullMarked;
