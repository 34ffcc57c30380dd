package dev.autoresearch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the checks of what a segment kept got.
 *
 * @param executions those of a verify or audit that has no result yet, in order
 * @param verified the newest result of a verify
 * @param audited results of audits, oldest first
 */
public record Checks(List<Measurement> executions, Optional<VerifyResult> verified, List<AuditResult> audited) {
    /** Nothing was checked. */
    public static final Checks NONE = new Checks(List.of(), Optional.empty(), List.of());

    Checks with(Measurement execution) {
        return new Checks(plus(executions, execution), verified, audited);
    }

    Checks with(VerifyResult result) {
        var open = executions.stream().filter(one -> !purpose(one).ofVerify()).toList();
        return new Checks(open, Optional.of(result), audited);
    }

    Checks with(AuditResult result) {
        var open = executions.stream().filter(one -> !purpose(one).ofAudit()).toList();
        return new Checks(open, verified, plus(audited, result));
    }

    private static Role.Purpose purpose(Measurement execution) {
        return execution.role().orElseThrow().purpose();
    }

    private static <T> List<T> plus(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }
}
