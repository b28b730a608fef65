/**
 * The settings of a bucket that do something of their own: CORS, request payment, acceleration, website, logging,
 * notifications, inventory. One class per operation, made in {@link
 * io.maxiofs.server.s3.operation.settings.SettingsOperations}. A setting is the document of the bucket, checked when it is
 * put; what it does is done elsewhere, from the same document. Handlers run on any thread and block until a change is
 * durable.
 */
@NullMarked
package io.maxiofs.server.s3.operation.settings;

import org.jspecify.annotations.NullMarked;
