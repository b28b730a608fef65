/**
 * The admin API's server side. Entry type: {@link io.maxiofs.server.admin.AdminRouter}. One table of routes says what each
 * demands of its caller; handlers run on virtual threads and use the services S3 uses. Nothing here touches the disk but
 * the file of the local token.
 */
@NullMarked
package io.maxiofs.server.admin;

import org.jspecify.annotations.NullMarked;
