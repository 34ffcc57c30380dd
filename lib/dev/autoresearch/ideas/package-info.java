/** The ideas backlog compared with the runs so far: was an idea tried already? */
package dev.autoresearch.ideas;
