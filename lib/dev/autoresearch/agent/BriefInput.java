package dev.autoresearch.agent;

import dev.autoresearch.ideas.PendingIdea;
import dev.autoresearch.model.Session;
import java.util.List;

/**
 * Everything that a brief is made of.
 *
 * @param session where it stands
 * @param document name of the session document
 * @param words what people wrote into it
 * @param protectedPaths paths and globs that no experiment may touch
 * @param offers pending ideas in the order in which they are offered
 * @param remarks what the reader must know before anything else, such as what a hook printed
 * @param attended does the reader measure by itself, with the command line? Else it edits and stops, and a loop measures
 */
record BriefInput(
        Session session,
        String document,
        String words,
        List<String> protectedPaths,
        List<PendingIdea> offers,
        List<String> remarks,
        boolean attended) {}
