/**
 * What somebody should know. {@link io.maxiofs.server.observe.alert.AlertConditions} says what is not as it should be,
 * {@link io.maxiofs.server.observe.alert.AlertEngine} remembers since when, and tells. Evaluated by one thread from what is in
 * memory; an alert that begins or ends is written to the database, nothing else is. Messages are sent by a thread of their own.
 */
@NullMarked
package io.maxiofs.server.observe.alert;

import org.jspecify.annotations.NullMarked;
