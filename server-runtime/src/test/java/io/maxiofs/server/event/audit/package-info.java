/** Tests of the audit. */
@NullMarked
package io.maxiofs.server.event.audit;

import org.jspecify.annotations.NullMarked;
