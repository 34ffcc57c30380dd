package dev.autoresearch.git;

import java.util.List;

/** Names in a sentence: the first few, and how many more. */
final class NameList {
    private static final int SHOWN = 5;

    private NameList() {}

    static String some(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size() && i < SHOWN; i++) {
            text.append(i == 0 ? "" : ", ").append(visible(names.get(i)));
        }
        if (names.size() > SHOWN)
            text.append(" and ").append(names.size() - SHOWN).append(" more");
        return text.toString();
    }

    private static String visible(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            text.append(c == '\n' ? "\\n" : Character.isISOControl(c) ? "?" : String.valueOf(c));
        }
        return text.toString();
    }
}
