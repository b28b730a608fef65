/**
 * The rules of S3 without HTTP and without files: what a bucket starts as, which tags are valid, what a copy carries
 * over. Entry types: {@link io.maxiofs.server.service.BucketService} and {@link
 * io.maxiofs.server.service.CopyRules}. Services are shared by all requests and safe on any thread; changes are
 * decided by the object store.
 */
@NullMarked
package io.maxiofs.server.service;

import org.jspecify.annotations.NullMarked;
