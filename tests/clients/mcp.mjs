// node mcp.mjs ADDRESS: drives the service with the official MCP client and prints what it saw as one JSON object. The client holds every
// structured answer against the schema that the tool tells, and throws where it does not fit.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const client = new Client({ name: "interec-tests", version: "1" });
await client.connect(new StreamableHTTPClientTransport(new URL(`${process.argv[2]}/mcp`)));
const { tools } = await client.listTools();
const { resources } = await client.listResources();
const { resourceTemplates } = await client.listResourceTemplates();
const { prompts } = await client.listPrompts();
const read = async (uri) => JSON.parse((await client.readResource({ uri })).contents[0].text);

const answered = new Set();
const call = async (name, args) => {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError || !result.content[0].text) throw new Error(`${name}: ${JSON.stringify(result.content)}`);
  answered.add(name);
  return result.structuredContent;
};

const userId = "npm-mcp";
const first = await call("recommend", { message: "comedies from the nineties", userId, count: 3 });
const more = await call("recommend", { message: "more", userId, conversationId: first.conversationId });
const shown = first.lists[0].items.map((i) => i.itemId);
const filtered = await call("filter", { where: { genres: { all: ["Comedy"] } }, count: 3 });
const candidates = filtered.items.map((i) => i.itemId);
await call("search", { text: "dreams", count: 2 });
await call("similar", { to: candidates });
await call("rank", { candidates, userId });
await call("lookup", { items: candidates });
await call("explain", { items: candidates, liked: shown });
await call("ask", { userId });
await call("plan", { intent: "recommend", lists: [{ steps: [{ tool: "rank" }] }], userId });
await call("feedback", { recommendationId: first.recommendationId, itemId: shown[0], kind: "seen" });
const { profile } = await call("remember", { userId, liked: candidates.slice(0, 1) });
await call("forget", { userId, everything: true });

const wrong = await client.callTool({ name: "filter", arguments: { where: { colour: { any: ["red"] } } } });
const unknown = await client.callTool({ name: "recomend", arguments: { message: "a comedy" } }).then(() => "", (e) => e.message);
const prompt = await client.getPrompt({ name: "find", arguments: { wish: "something funny" } });

console.log(JSON.stringify({
  instructions: client.getInstructions(),
  tools: tools.map((t) => t.name),
  resources: resources.map((r) => r.uri),
  templates: resourceTemplates.map((t) => t.uriTemplate),
  prompts: prompts.map((p) => p.name),
  schema: await read("interec://catalogue/schema"),
  item: await read(`interec://items/${candidates[0]}`),
  liked: profile.filter((e) => e.kind === "liked"),
  answered: [...answered],
  turns: [first.turn, more.turn],
  repeated: more.lists[0].items.filter((i) => shown.includes(i.itemId)).length,
  items: filtered.items,
  prompt: prompt.messages[0].content.text,
  wrong: { isError: wrong.isError, text: wrong.content[0].text },
  unknown,
}));
await client.close();
