// node openai.mjs ADDRESS: drives the service with the official OpenAI client and prints what it saw as one JSON object.
import OpenAI from "openai";

const client = new OpenAI({ baseURL: `${process.argv[2]}/v1`, apiKey: "none", maxRetries: 0 });
const models = [];
for await (const model of client.models.list()) models.push(model.id);

const messages = [{ role: "user", content: "comedies from the nineties" }];
const first = await client.chat.completions.create({ model: "gpt-4o", messages, user: "npm-user", temperature: 0.3 });

messages.push(first.choices[0].message, { role: "user", content: "something else" });
const stream = await client.chat.completions.create({ model: "gpt-4o", messages, user: "npm-user", stream: true, stream_options: { include_usage: true } });
let [text, reply, finish, usage] = ["", null, null, null];
for await (const piece of stream) {
  text += piece.choices[0]?.delta?.content ?? "";
  finish = piece.choices[0]?.finish_reason ?? finish;
  reply = piece.interec ?? reply;
  usage = piece.usage ?? usage;
}

let refused = null;
try {
  await client.chat.completions.create({ model: "gpt-4o", messages: [] });
} catch (e) {
  refused = { status: e.status, message: e.message, code: e.code };
}

console.log(JSON.stringify({ models, first: { text: first.choices[0].message.content, reply: first.interec }, second: { text, reply, finish, usage }, refused }));
