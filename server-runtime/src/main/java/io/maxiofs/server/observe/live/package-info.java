/**
 * Tells whoever listens what happens. {@link io.maxiofs.server.observe.live.EventHub} keeps nothing and makes nothing while
 * nobody does. Publishing blocks on nothing; each listener has a bounded queue and a thread of its own. Nothing is on a disk.
 */
@NullMarked
package io.maxiofs.server.observe.live;

import org.jspecify.annotations.NullMarked;
