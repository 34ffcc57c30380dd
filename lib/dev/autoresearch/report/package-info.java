/**
 * Reading what a benchmark reports itself: many samples from one execution, where a METRIC line holds one number.
 *
 * <p>{@link dev.autoresearch.report.ReportSpec} says which file and which benchmark,
 * {@link dev.autoresearch.report.ReportReader} reads and selects, {@link dev.autoresearch.report.Units} converts.
 *
 * <p>Rules: a number that the report does not hold is never invented; summaries (mean, standard deviation) are no
 * samples; a report that is older than the run is no report of it; strangers' text is shown escaped; a benchmark that
 * failed can be listed but not selected. Loaded only when a report is asked for.
 */
package dev.autoresearch.report;
