package dev.autoresearch.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values and the refusals of one run, gathered from all its streams. Bounded: of more than {@value #MOST} values
 * the first ones and each name's last stay; more names than that are refused.
 */
final class MetricSamples {
    static final int MOST = 100_000;
    private static final int NAMED_REFUSALS = 5;
    private static final int SHOWN = 80;

    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private long refused;
    private int kept;
    private long dropped;

    /**
     * Reads a line by contracts: {@code METRIC name=value}. Any other line is passed over.
     *
     * @param line without its end
     * @param cut whether the line goes on, too long to be a METRIC line
     */
    synchronized void read(String line, boolean cut) {
        int start = MetricSyntax.skipSpace(line, 0);
        if (!line.startsWith("METRIC", start)) return;
        int keyword = start + "METRIC".length();
        int body = MetricSyntax.skipSpace(line, keyword);
        if (body == keyword || body == line.length()) return;
        int equals = line.indexOf('=', body);
        if (cut) refuse(line, "a METRIC line has at most " + MetricParser.LONGEST + " bytes");
        else if (equals < 0) refuse(line, "write METRIC name=value");
        else pair(line, MetricSyntax.trim(line, body, equals), MetricSyntax.trim(line, equals + 1, line.length()));
    }

    /** An own copy. */
    synchronized Map<String, List<Double>> values() {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> each : values.entrySet())
            copy.put(each.getKey(), List.copyOf(each.getValue()));
        return copy;
    }

    /** An own copy. */
    synchronized List<String> warnings() {
        List<String> copy = new ArrayList<>(refusals);
        long unnamed = refused - refusals.size();
        if (unnamed > 0) copy.add("… and " + unnamed + " more METRIC lines ignored");
        if (dropped > 0) copy.add("more than " + MOST + " METRIC values: " + dropped + " in between were not kept");
        return copy;
    }

    private void pair(String line, String name, String value) {
        if (!MetricSyntax.isName(name)) {
            refuse(line, "a name has ASCII letters, digits and _ . - / µ only");
        } else if (MetricSyntax.isReserved(name)) {
            refuse(line, "the name is reserved, take another");
        } else if (!MetricSyntax.isNumber(value)) {
            refuse(
                    line,
                    value.indexOf(',') < 0
                            ? "the value must be a plain decimal number and nothing after it"
                            : "the value must have a point and no comma; LC_ALL=C before the command often sees to it");
        } else {
            double number = Double.parseDouble(value);
            if (Double.isInfinite(number)) refuse(line, "the value is too large");
            else add(line, name, number);
        }
    }

    private void add(String line, String name, double number) {
        List<Double> known = values.get(name);
        if (kept < MOST) {
            values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(number);
            kept++;
        } else if (known == null) {
            refuse(line, "too many METRIC values before it");
        } else {
            known.set(known.size() - 1, number);
            dropped++;
        }
    }

    private void refuse(String line, String reason) {
        refused++;
        if (refusals.size() < NAMED_REFUSALS) refusals.add("ignored: " + shown(line) + " (" + reason + ")");
    }

    private static String shown(String line) {
        String whole = MetricSyntax.trim(line, 0, line.length());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < whole.length() && i < SHOWN; i++)
            text.append(Character.isISOControl(whole.charAt(i)) ? '?' : whole.charAt(i));
        return whole.length() > SHOWN ? text.append('…').toString() : text.toString();
    }
}
