package dev.autoresearch.git;

/**
 * What a tree holds at one path.
 *
 * @param mode git's six octal digits, {@code 000000} when nothing is there
 * @param id the object
 */
record TreeEntry(String mode, String id) {
    private static final String NOTHING = "000000";
    private static final String SUBMODULE = "160000";

    boolean present() {
        return !mode.equals(NOTHING);
    }

    boolean submodule() {
        return mode.equals(SUBMODULE);
    }
}
