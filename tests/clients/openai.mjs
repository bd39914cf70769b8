// node openai.mjs ADDRESS: drives the service with the official OpenAI client and prints what it saw as one JSON object.
import OpenAI from "openai";

const client = new OpenAI({ baseURL: `${process.argv[2]}/v1`, apiKey: "none", maxRetries: 0 });
const user = "npm-user";
const model = "gpt-4o";

async function refused(call) {
  try {
    await call();
    return null;
  } catch (e) {
    return { kind: e.constructor.name, status: e.status, message: e.message, code: e.code, param: e.param, type: e.type };
  }
}

async function stream(body, options) {
  const { data, response } = await client.chat.completions.create({ ...body, model, stream: true }, options).withResponse();
  const seen = { text: "", reply: null, finish: null, usage: null, usages: 0, conversation: response.headers.get("x-conversation-id") };
  for await (const piece of data) {
    seen.text += piece.choices[0]?.delta?.content ?? "";
    seen.finish = piece.choices[0]?.finish_reason ?? seen.finish;
    seen.reply = piece.interec ?? seen.reply;
    seen.usage = piece.usage ?? seen.usage;
    seen.usages += piece.usage ? 1 : 0;
  }
  return seen;
}

const models = [];
for await (const each of client.models.list()) models.push(each.id);
const retrieved = (await client.models.retrieve("interec")).id;

// By its history, whole and in pieces.
const messages = [{ role: "system", content: "Be kind." }, { role: "user", content: "comedies from the nineties" }];
const first = await client.chat.completions.create({ model, messages, user, temperature: 0.3 });
messages.push(first.choices[0].message, { role: "user", content: "something else" });
const second = await stream({ messages, user, stream_options: { include_usage: true } });

// By a header, with the new message alone.
const { data: begun, response } = await client.chat.completions.create({ model, messages: [{ role: "user", content: "a thriller" }] }).withResponse();
const headers = { "X-Conversation-Id": response.headers.get("x-conversation-id") };
const gone = await stream({ messages: [{ role: "user", content: "something else" }] }, { headers });

// What a front end asks in the background, and an agent with its tools.
const title = await client.chat.completions.create({
  model,
  messages: [{ role: "user", content: `### Task:\nName the chat. JSON: { "title": "..." }\n<chat_history>\nUSER: a thriller\nASSISTANT: Five.\n</chat_history>` }],
});
const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object", properties: {} } } }];
const agent = await client.chat.completions.create({ model, messages: [{ role: "user", content: "comedies" }], tools, tool_choice: "auto" });
const json = await client.chat.completions.create({ model, messages: [{ role: "user", content: "comedies" }], response_format: { type: "json_object" } });

const ask = (more) => () => client.chat.completions.create({ model, messages: [{ role: "user", content: "comedies" }], ...more });
const errors = {
  empty: await refused(() => client.chat.completions.create({ model, messages: [] })),
  n: await refused(ask({ n: 2 })),
  forced: await refused(ask({ tools, tool_choice: "required" })),
  conversation: await refused(ask({ conversation_id: "c_nobody", stream: true })),
  model: await refused(() => client.models.retrieve("gpt-99")),
  embeddings: await refused(() => client.embeddings.create({ model, input: "x" })),
};

console.log(JSON.stringify({
  models: [...models, retrieved],
  first: { text: first.choices[0].message.content, reply: first.interec, usage: first.usage, metadata: first.metadata },
  second,
  named: { begun: begun.interec, gone },
  title: JSON.parse(title.choices[0].message.content).title,
  agent: { finish: agent.choices[0].finish_reason, calls: agent.choices[0].message.tool_calls ?? null },
  json: JSON.parse(json.choices[0].message.content),
  errors,
}));
