/**
 * What every module needs and no library gives: time, units of measure, background workers, orderly start and stop.
 *
 * <p>Depends on the JDK, slf4j and JSpecify only, and on no other package of this product.
 */
@NullMarked
package io.maxiofs.base;

import org.jspecify.annotations.NullMarked;
