/** The model behind the rule {@code auto}: HEAD's level, the noise and what changes do, learned from every run; pure. */
package dev.autoresearch.stats.filter;
