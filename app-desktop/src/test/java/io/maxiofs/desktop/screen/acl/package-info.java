/** Tests of the grid of access control lists. */
@NullMarked
package io.maxiofs.desktop.screen.acl;

import org.jspecify.annotations.NullMarked;
