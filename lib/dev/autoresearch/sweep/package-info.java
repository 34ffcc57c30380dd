/** A command with places for values, the values, and which of their combinations to try. */
package dev.autoresearch.sweep;
