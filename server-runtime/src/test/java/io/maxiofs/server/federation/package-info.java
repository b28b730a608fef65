/** What {@code server.federation} does, and other servers as tests need them. */
@NullMarked
package io.maxiofs.server.federation;

import org.jspecify.annotations.NullMarked;
