/**
 * The admin API as its clients see it: the documents that travel, and {@link io.maxiofs.server.admin.api.AdminClient}.
 * The only package of the server that the desktop may use. Documents are immutable; those that carry a secret do not
 * print it.
 */
@NullMarked
package io.maxiofs.server.admin.api;

import org.jspecify.annotations.NullMarked;
