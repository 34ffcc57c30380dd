package dev.autoresearch.journal;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.Event;
import dev.autoresearch.model.VerifyResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lines of what verify and audit found. */
final class CheckLines {
    private CheckLines() {}

    static Map<String, Object> of(VerifyResult verified) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "verified");
        line.put("change", verified.change());
        line.put("low", verified.low());
        line.put("high", verified.high());
        line.put("relative", verified.relative());
        line.put("pairs", verified.pairs());
        line.put("head", verified.head());
        line.put("baseline", verified.baseline());
        return line;
    }

    static Event verified(JsonFields fields) {
        return new VerifyResult(
                fields.text("baseline"),
                fields.text("head"),
                (int) fields.number("pairs").orElse(0),
                fields.number("change").orElse(0),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true));
    }

    static Map<String, Object> of(AuditResult audited) {
        var line = new LinkedHashMap<String, Object>();
        line.put("type", "audited");
        line.put("number", audited.number());
        line.put("commit", audited.commit());
        line.put("head", audited.head());
        line.put("description", audited.description());
        line.put("verdict", audited.verdict().word());
        if (!audited.reason().isEmpty()) line.put("reason", audited.reason());
        line.put("pairs", audited.pairs());
        line.put("change", audited.change());
        line.put("low", audited.low());
        line.put("high", audited.high());
        line.put("relative", audited.relative());
        return line;
    }

    static Event audited(JsonFields fields) {
        var verdict = AuditResult.Verdict.of(fields.text("verdict"));
        if (verdict.isEmpty()) return new Event.Unknown(fields.text("type"));
        return new AuditResult(
                (int) fields.number("number").orElse(0),
                fields.text("commit"),
                fields.text("head"),
                fields.text("description"),
                verdict.get(),
                fields.text("reason"),
                (int) fields.number("pairs").orElse(0),
                fields.number("change"),
                fields.number("low"),
                fields.number("high"),
                fields.flag("relative", true));
    }
}
