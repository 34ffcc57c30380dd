/** What a script or JShell shows, and what its changes do by hand. */
package dev.autoresearch.script;
