/**
 * Buckets served as websites, under a host suffix of their own. Entry type: {@link io.maxiofs.server.website.Websites}. A
 * visit is an anonymous request: what policies and ACLs do not give to everybody is not shown. Runs on virtual threads, since
 * it reads objects; keeps nothing on disk but the bucket's own document.
 */
@NullMarked
package io.maxiofs.server.website;

import org.jspecify.annotations.NullMarked;
