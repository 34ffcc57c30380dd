/**
 * The words of the loop as tools of the Model Context Protocol, for any coding agent. Started by {@code scripts/mcp.java},
 * which alone needs the protocol's SDK: nothing under lib/ knows it.
 *
 * <dl>
 *   <dt>{@link dev.autoresearch.mcp.Server}, {@link dev.autoresearch.mcp.ServerDefaults}
 *   <dd>the streams and the way out; the command line
 *   <dt>{@link dev.autoresearch.mcp.StdioTransport}
 *   <dd>JSON-RPC lines from and to the client
 *   <dt>{@link dev.autoresearch.mcp.Tool}, {@link dev.autoresearch.mcp.ToolSchema}, {@link dev.autoresearch.mcp.ToolCall}, {@link
 *       dev.autoresearch.mcp.ToolResult}
 *   <dd>what a tool is, what it accepts, what it was called with, what it says
 *   <dt>{@link dev.autoresearch.mcp.ToolCatalog}
 *   <dd>all tools, as an agent sees them
 *   <dt>{@link dev.autoresearch.mcp.ExperimentTools}, {@link dev.autoresearch.mcp.SessionTools}, {@link dev.autoresearch.mcp.LongCalls}
 *   <dd>the tools that try something, that look at the session, and that wait for a benchmark
 *   <dt>{@link dev.autoresearch.mcp.Jobs}, {@link dev.autoresearch.mcp.Job}, {@link dev.autoresearch.mcp.StoppableExecutor}
 *   <dd>benchmarks in the background: one at a time, ended with their whole tree when cancelled
 * </dl>
 */
package dev.autoresearch.mcp;
