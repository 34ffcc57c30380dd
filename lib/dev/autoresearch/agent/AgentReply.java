package dev.autoresearch.agent;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an agent said on its standard output, of bounded length.
 *
 * @param description the last DESCRIPTION line; empty when there was none
 * @param hypothesis the last HYPOTHESIS line; empty when there was none
 * @param learned LEARNED lines, each once
 * @param ideas IDEA lines, each once
 * @param asi ASI lines, the last value of each key
 * @param costUsd the sum of COST lines and of the totals that JSON output tells
 * @param lastLine the last line that says something to a person; empty when there was none
 */
record AgentReply(
        String description,
        String hypothesis,
        List<String> learned,
        List<String> ideas,
        Map<String, Object> asi,
        OptionalDouble costUsd,
        String lastLine) {
    static final AgentReply NONE = new AgentReply("", "", List.of(), List.of(), Map.of(), OptionalDouble.empty(), "");
}
