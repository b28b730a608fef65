/**
 * The relational state of the server: SQLite through jOOQ, nowhere else. Entry type: {@link
 * io.maxiofs.server.database.ServerDatabase}. All writes happen on one thread, each in a transaction that is durable
 * before the caller hears of it; nothing here is called on behalf of an S3 request.
 */
@NullMarked
package io.maxiofs.server.database;

import org.jspecify.annotations.NullMarked;
