/**
 * IAM and STS: actions sent as forms of parameters to {@code POST /}. Entry type: {@link
 * io.maxiofs.server.s3.operation.iam.QueryProtocolHandler}. One table says which action is served by what; every action asks
 * for its own permission before it looks at anything. Runs on virtual threads; a change is in the database before it is
 * answered.
 */
@NullMarked
package io.maxiofs.server.s3.operation.iam;

import org.jspecify.annotations.NullMarked;
