/**
 * What the server tells about itself. Entry type: {@link io.maxiofs.server.observe.RequestObserver}, called at the one
 * point where responses end.
 */
@NullMarked
package io.maxiofs.server.observe;

import org.jspecify.annotations.NullMarked;
