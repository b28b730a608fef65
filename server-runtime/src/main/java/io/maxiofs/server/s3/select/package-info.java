/**
 * SelectObjectContent: a subset of SQL over one object in CSV or JSON. Entry types: {@link
 * io.maxiofs.server.s3.select.SelectRequest}, what is asked, and {@link io.maxiofs.server.s3.select.SelectRun}, which reads,
 * filters and answers. A record at a time is in memory, and none may be longer than a bound. Runs on virtual threads.
 */
@NullMarked
package io.maxiofs.server.s3.select;

import org.jspecify.annotations.NullMarked;
