/**
 * Veeam's Smart Object Storage API: two documents that every bucket seems to hold, through which a backup server learns what
 * it talks to and how much room there is. Entry type: {@link io.maxiofs.server.s3.veeam.VeeamDocuments}. Made when they are
 * read; nothing is stored.
 */
@NullMarked
package io.maxiofs.server.s3.veeam;

import org.jspecify.annotations.NullMarked;
