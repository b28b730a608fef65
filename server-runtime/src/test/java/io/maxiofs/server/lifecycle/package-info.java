/** Tests of lifecycle rules: what they say, what they mean, and what the worker makes of them in virtual days. */
@NullMarked
package io.maxiofs.server.lifecycle;

import org.jspecify.annotations.NullMarked;
