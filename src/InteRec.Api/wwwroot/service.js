// How the pages talk to the service: JSON, server-sent events, problem details, keys.
let key = sessionStorage.getItem("interec-key") ?? "", askForKey = async () => "";

export function whenKeyIsNeeded(ask) { askForKey = ask; }

export class Problem extends Error {
  constructor(status, details) {
    const where = (details.errors ?? []).map(e => `${e.path}: ${e.message}`).join("; ");
    super([details.title, details.detail !== where && details.detail, !details.detail && where].filter(Boolean).join(" "));
    this.status = status;
    this.type = details.type;
  }
}

async function send(method, path, body, signal, accept, again = true) {
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    response = await fetch(path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Error("The service cannot be reached.");
  }
  if (response.status === 401 && again) {
    key = await askForKey();
    sessionStorage.setItem("interec-key", key);
    return send(method, path, body, signal, accept, false);
  }
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({ title: `The service answered ${response.status}.` })));
  return response;
}

export async function call(method, path, body) {
  const response = await send(method, path, body, undefined, "application/json");
  return response.status === 204 ? null : response.json();
}

// Calls back with the name and the data of every event, in order.
export async function stream(path, body, signal, on, method = "POST") {
  const response = await send(method, path, body, signal, "text/event-stream");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    rest += value;
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const event of events) {
      let name = "message", data = "";
      for (const line of event.split("\n")) {
        if (line.startsWith("event:")) name = line.slice(6).trim();
        else if (line.startsWith("data:")) data += line.slice(5).trimStart();
      }
      if (!data) continue;
      const parsed = JSON.parse(data);
      if (name === "error") throw new Problem(parsed.status, parsed);
      on(name, parsed);
    }
  }
}

// An element with attributes and children; strings become text.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) if (value !== undefined && value !== null) made.setAttribute(attribute, value);
  made.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return made;
}
