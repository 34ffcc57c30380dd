/** What drives the words of a session: the brief that an agent gets. */
package dev.autoresearch.loop;
