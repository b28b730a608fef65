/**
 * Every parser that faces the network, fed with what nobody would send. {@code FuzzTargetsTest} runs with every build, with
 * a bound; {@code CoverageGuidedFuzzTest} as long as the profile {@code fuzz} says.
 */
@NullMarked
package io.maxiofs.server.fuzz;

import org.jspecify.annotations.NullMarked;
