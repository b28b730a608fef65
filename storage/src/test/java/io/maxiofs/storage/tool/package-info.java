/** Tests of the tools for stores that are closed, over real files. */
@NullMarked
package io.maxiofs.storage.tool;

import org.jspecify.annotations.NullMarked;
