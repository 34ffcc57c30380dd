/**
 * What a sweep is made of: a command with places for values, the values, and which of their combinations to try. Pure
 * values; who measures them is AutoResearch.
 */
package dev.autoresearch.sweep;
