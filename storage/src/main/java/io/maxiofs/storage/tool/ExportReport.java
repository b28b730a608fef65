package io.maxiofs.storage.tool;

import io.maxiofs.storage.maintenance.Finding;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param objects number of files
 * @param bytes in them
 * @param findings objects that were left out, up to a bound
 * @param leftOut number of all objects left out
 */
public record ExportReport(long objects, long bytes, List<Finding> findings, long leftOut) {
    public ExportReport {
        findings = List.copyOf(findings);
    }
}
