///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS ../autoresearch.java
//DEPS com.fasterxml.jackson:jackson-bom:2.22.1@pom
//DEPS io.modelcontextprotocol.sdk:mcp-core:2.1.0
//DEPS io.modelcontextprotocol.sdk:mcp-json-jackson2:2.1.0
//DEPS org.slf4j:slf4j-nop:2.0.18
//SOURCES mcp/dev/autoresearch/mcp/*.java
//JAVAC_OPTIONS -encoding UTF-8 -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Dstderr.encoding=UTF-8

/** The experiment loop for coding agents: claude mcp add autoresearch -- jbang …/scripts/mcp.java */
class mcp {
    public static void main(String... args) {
        dev.autoresearch.mcp.Server.main(args);
    }
}
