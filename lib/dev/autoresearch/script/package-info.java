/** What a script or JShell shows. */
package dev.autoresearch.script;
