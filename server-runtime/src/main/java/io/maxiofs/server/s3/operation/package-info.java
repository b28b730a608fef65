/**
 * One class per operation of S3, named as AWS names it. Entry type: {@link
 * io.maxiofs.server.s3.operation.OperationHandler}. A handler turns a parsed request into a response value; it knows
 * neither HTTP nor files, and never catches an error to render it.
 */
@NullMarked
package io.maxiofs.server.s3.operation;

import org.jspecify.annotations.NullMarked;
