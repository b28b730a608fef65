/** Tests of websites, against the store's reference model. */
@NullMarked
package io.maxiofs.server.website;

import org.jspecify.annotations.NullMarked;
