/** Proof of the engine: the contract of every store, random work against the model, crashes, and bad disks. */
@NullMarked
package io.maxiofs.storage.engine;

import org.jspecify.annotations.NullMarked;
