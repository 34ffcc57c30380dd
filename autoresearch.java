///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.1
//DEPS org.apache.commons:commons-exec:1.6.0
//DEPS org.jfree:jfreechart:1.5.6
//DEPS org.webjars.npm:uplot:1.6.30
//DEPS org.jline:jline-terminal:4.5.0
//SOURCES lib/**/*.java
//FILES jshell-startup.jsh
//FILES dev/autoresearch/cli/demo/WordCount.txt=lib/dev/autoresearch/cli/demo/WordCount.txt
//FILES dev/autoresearch/cli/demo/benchmark.txt=lib/dev/autoresearch/cli/demo/benchmark.txt
//FILES dev/autoresearch/dashboard/page/=lib/dev/autoresearch/dashboard/page/*
//JAVAC_OPTIONS -encoding UTF-8 -XDstringConcat=inline -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Djdk.console=java.base
//RUNTIME_OPTIONS -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8
//MAIN dev.autoresearch.cli.Main

/** What `jbang autoresearch.java` runs; all of it lives under lib/. */
class autoresearch {
    public static void main(String... args) {
        dev.autoresearch.cli.Main.main(args);
    }
}
