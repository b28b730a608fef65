/**
 * The desktop application: it starts, watches and manages servers for a person.
 *
 * <p>Talks to servers only over their administration and S3 interfaces and never opens a data directory.
 */
@NullMarked
package io.maxiofs.desktop;

import org.jspecify.annotations.NullMarked;
