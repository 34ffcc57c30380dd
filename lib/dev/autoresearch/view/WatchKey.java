package dev.autoresearch.view;

/** What a person who watches may press. */
public enum WatchKey {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    BACK,
    HELP,
    QUIT,
    INTERRUPT,
    OTHER
}
