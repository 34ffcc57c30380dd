package dev.autoresearch.view;

import dev.autoresearch.model.AuditResult;
import dev.autoresearch.model.SafeText;
import dev.autoresearch.model.VerifyResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What verify and audit found. */
public final class CheckView {
    private final Style style;

    public CheckView(Style style) {
        this.style = style;
    }

    /** A line for each audited change. */
    public String render(List<AuditResult> audited) {
        var table = new TextTable(style, true, false, false, false);
        table.row(head("#"), head("commit"), head("description"), head("verdict"));
        for (var result : audited)
            table.row(
                    TextTable.Cell.of(String.valueOf(result.number())),
                    new TextTable.Cell(SafeText.line(result.commit(), 12), style::dim),
                    TextTable.Cell.of(SafeText.line(result.description())),
                    new TextTable.Cell(result.words() + result.grounds(), paint(result)));
        return style.text(String.join("\n", table.lines()) + "\n");
    }

    private TextTable.Paint paint(AuditResult result) {
        return switch (result.verdict()) {
            case EARNS -> style::good;
            case IDLE -> style::warn;
            case UNDECIDED, INSEPARABLE -> text -> text;
        };
    }

    private TextTable.Cell head(String text) {
        return new TextTable.Cell(text, style::dim);
    }

    /** What {@code verify --json} prints. */
    public static Map<String, Object> document(VerifyResult verified) {
        var document = new LinkedHashMap<String, Object>();
        document.put("measured", true);
        document.put("change", verified.change());
        document.put("low", verified.low());
        document.put("high", verified.high());
        document.put("relative", verified.relative());
        document.put("interval", "90% anytime-valid");
        document.put("pairs", verified.pairs());
        document.put("head", verified.head());
        document.put("baseline", verified.baseline());
        return document;
    }

    /** What {@code audit --json} prints for one change. */
    public static Map<String, Object> document(AuditResult audited) {
        var document = new LinkedHashMap<String, Object>();
        document.put("run", audited.number());
        document.put("commit", audited.commit());
        document.put("description", audited.description());
        document.put("verdict", audited.verdict().word());
        document.put("words", audited.words());
        document.put("reason", audited.reason());
        document.put("pairs", audited.pairs());
        document.put("change", audited.change());
        document.put("low", audited.low());
        document.put("high", audited.high());
        document.put("relative", audited.relative());
        document.put("head", audited.head());
        return document;
    }
}
