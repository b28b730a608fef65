package io.maxiofs.server.s3.auth;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.request.Payload;

/** Who sent a request and how they vouch for its body. */
public record Authentication(Principal principal, Payload payload) {}
