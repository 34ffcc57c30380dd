// The loop in JShell:  jbang autoresearch.java shell < scripts/loop.jsh     It takes place in jshell-loop/, 2 seconds.
lab("jshell-loop", () -> write("level", 6))
init("Pack smaller", lower("bytes"), "echo METRIC bytes=$(seq 100000 | gzip -$(cat level) | wc -c)")
attempt("baseline")
for (int level : List.of(9, 1, 3)) attempt("gzip -" + level, () -> write("level", level));
idea("Try xz")
print(status())
print(ideas())
