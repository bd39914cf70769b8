// node mcp.mjs ADDRESS: drives the service with the official MCP client and prints what it saw as one JSON object.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const client = new Client({ name: "interec-tests", version: "1" });
await client.connect(new StreamableHTTPClientTransport(new URL(`${process.argv[2]}/mcp`)));
const { tools } = await client.listTools();
const { resources } = await client.listResources();
const schema = await client.readResource({ uri: "interec://catalogue/schema" });
const filtered = await client.callTool({ name: "filter", arguments: { where: { genres: { all: ["Comedy"] } }, count: 3 } });
const wrong = await client.callTool({ name: "filter", arguments: { where: { colour: { any: ["red"] } } } });
await client.close();

console.log(JSON.stringify({
  tools: tools.map((t) => t.name),
  resources: resources.map((r) => r.uri),
  schema: JSON.parse(schema.contents[0].text),
  items: filtered.structuredContent.items,
  wrong: { isError: wrong.isError, text: wrong.content[0].text },
}));
