/** The session in a browser: a page that needs nothing but itself, and a server for this machine that keeps it current. */
package dev.autoresearch.dashboard;
