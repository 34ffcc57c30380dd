package dev.autoresearch.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bars of false keeps, a group for each scenario and a bar for each policy, readable on light and dark ground. */
final class FalseKeepChart {
    private static final String[] COLOURS = {"#d1495b", "#2e86ab", "#3a9d5d", "#c98a1b", "#8367c7", "#7a7a7a"};
    private static final int LEFT = 50;
    private static final int TOP = 54;
    private static final int HEIGHT = 200;
    private static final int BAR = 26;
    private static final int GAP = 34;
    private static final int GREATEST_PERCENT = 80;

    private final Map<String, String> colours = new LinkedHashMap<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private FalseKeepChart(List<PolicyReport> reports) {
        for (PolicyReport report : reports) {
            colours.putIfAbsent(report.policy(), COLOURS[colours.size() % COLOURS.length]);
            places.putIfAbsent(report.scenario(), places.size());
        }
    }

    /** The picture as an SVG document; the same reports give the same text. */
    static String of(List<PolicyReport> reports) {
        return new FalseKeepChart(reports).draw(reports);
    }

    private String draw(List<PolicyReport> reports) {
        int width = LEFT + places.size() * group() + 10;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ');
        svg.append(TOP + HEIGHT + 40).append("\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#808080\">\n");
        text(LEFT, 18, "start", "Of what is kept, how much is no improvement? (%, simulated)");
        axis(width);
        for (PolicyReport report : reports) bar(report);
        places.forEach(
                (scenario, place) -> text(LEFT + place * group() + group() / 2, TOP + HEIGHT + 20, "middle", scenario));
        legend();
        return svg.append("</svg>").toString();
    }

    private int group() {
        return Math.max(colours.size() * BAR + GAP, 118);
    }

    private void axis(int width) {
        for (int percent = 0; percent <= GREATEST_PERCENT; percent += 20) {
            double y = y(percent);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#808080\" stroke-opacity=\"0.4\"/>\n",
                    LEFT,
                    width - 10,
                    y,
                    y));
            text(LEFT - 8, y + 4, "end", Integer.toString(percent));
        }
    }

    private void bar(PolicyReport report) {
        double percent = 100 * report.falseKeepRate();
        int index = List.copyOf(colours.keySet()).indexOf(report.policy());
        int group = places.getOrDefault(report.scenario(), 0);
        double left = LEFT + group * group() + (group() - colours.size() * BAR) / 2.0 + index * BAR;
        double top = y(Math.min(percent, GREATEST_PERCENT));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>\n",
                left,
                top,
                BAR - 4,
                TOP + HEIGHT - top,
                colours.get(report.policy())));
        text(
                left + (BAR - 4) / 2.0,
                top - 4,
                "middle",
                String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent));
    }

    private void legend() {
        double x = LEFT;
        for (Map.Entry<String, String> policy : colours.entrySet()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>\n",
                    x,
                    policy.getValue()));
            text(x + 14, 37, "start", policy.getKey());
            x += 90;
        }
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words));
    }

    private static double y(double percent) {
        return TOP + HEIGHT * (1 - percent / GREATEST_PERCENT);
    }
}
