/** Tests of what the package of this name does. */
@NullMarked
package io.maxiofs.server.s3.veeam;

import org.jspecify.annotations.NullMarked;
