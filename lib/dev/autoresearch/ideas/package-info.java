/** The ideas backlog: its file, and whether an idea was tried already. */
package dev.autoresearch.ideas;
