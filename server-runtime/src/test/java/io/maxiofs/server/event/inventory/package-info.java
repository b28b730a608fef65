/** Tests of inventories. */
@NullMarked
package io.maxiofs.server.event.inventory;

import org.jspecify.annotations.NullMarked;
