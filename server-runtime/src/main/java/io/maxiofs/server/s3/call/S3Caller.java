package io.maxiofs.server.s3.call;

import io.maxiofs.server.identity.Principal;
import java.net.InetAddress;

/**
 * For whom an operation is called.
 *
 * @param address of the connection the wish came over
 * @param secure whether that is encrypted
 */
public record S3Caller(Principal principal, InetAddress address, boolean secure) {}
