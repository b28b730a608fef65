/**
 * Uploads by the forms of browsers. Entry type: {@link io.maxiofs.server.s3.operation.form.PostObjectHandler}. A form says
 * in its own fields who sends it and what they were allowed to send, so it is authenticated and authorised here, by the
 * same authenticator and authorizer as everything else, and then written by the handler of PutObject. Reads bounded pieces
 * of a body on the request's virtual thread; keeps nothing.
 */
@NullMarked
package io.maxiofs.server.s3.operation.form;

import org.jspecify.annotations.NullMarked;
