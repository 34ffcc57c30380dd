///usr/bin/env jbang "$0" "$@" ; exit $?
//DEPS ../autoresearch.java
import static dev.autoresearch.Dsl.*;

import java.util.List;

/** The loop in its single steps: change, run, look, log. Takes place in raw-loop/, 2 seconds. */
class RawLoop {
    static final String BENCHMARK = "set -o pipefail; size=$(seq 100000 | $(cat packer) | wc -c) && echo METRIC bytes=$size";

    public static void main(String... args) {
        lab("raw-loop", () -> write("packer", "gzip"));
        init("Pack smaller", lower("bytes"), BENCHMARK);
        run();
        log("baseline");
        for (var packer : List.of("gzip -1", "gzip -9", "gzip --no-such-option", "gzip -8")) {
            write("packer", packer);
            var result = run();
            if (!result.passed()) log(packer);
            else if (better(result)) log(packer, keep);
            else discardWithIdea(packer, "Try the opposite of " + packer);
        }
        print(status());
    }
}
