/**
 * S3's XML, without S3's meaning: a writer that makes documents, and a reader that turns small ones into a tree. Entry
 * types: {@link io.maxiofs.server.s3.xml.XmlWriter} and {@link io.maxiofs.server.s3.xml.XmlReader}. Nothing here blocks;
 * a writer belongs to one thread, an element is immutable.
 */
@NullMarked
package io.maxiofs.server.s3.xml;

import org.jspecify.annotations.NullMarked;
