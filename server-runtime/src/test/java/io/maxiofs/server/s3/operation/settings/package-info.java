/** Tests of the settings of buckets. */
@NullMarked
package io.maxiofs.server.s3.operation.settings;

import org.jspecify.annotations.NullMarked;
