package io.maxiofs.server.admin.api;

import java.util.List;

/** A list as a document, so that fields can be added beside it. */
public record Items<T>(List<T> items) {}
