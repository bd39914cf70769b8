// How the pages talk to the service: JSON, server-sent events, problem details, keys, and patience while it starts. Every address is
// relative to the page, so that the pages work wherever the service is mapped.
let key = sessionStorage.getItem("interec-key") ?? "", askForKey = async () => "";

export function whenKeyIsNeeded(ask) { askForKey = ask; }

export class Problem extends Error {
  constructor(status, details) {
    const where = (details.errors ?? []).map(e => `${e.path}: ${e.message}`).join("; ");
    super([details.title, details.detail !== where && details.detail, !details.detail && where].filter(Boolean).join(" "));
    this.status = status;
    this.type = details.type ?? "";
  }

  is(type) { return this.type.endsWith(type); }
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Error("The service cannot be reached.");
  }
}

async function send(method, address, body, signal, accept, again = true) {
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers.Authorization = `Bearer ${key}`;
  const response = await reach(address, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.status === 401 && again) {
    key = await askForKey();
    sessionStorage.setItem("interec-key", key);
    return send(method, address, body, signal, accept, false);
  }
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({ title: `The service answered ${response.status}.` })));
  return response;
}

export async function call(method, address, body, signal) {
  const response = await send(method, address, body, signal, "application/json");
  return response.status === 204 ? null : response.json();
}

// Calls back with the name and the data of every event, in order.
export async function stream(address, body, signal, on, method = "POST") {
  const response = await send(method, address, body, signal, "text/event-stream");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch(problem => {
      if (problem.name === "AbortError") throw problem;
      throw new Error("The connection broke off.");
    });
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

// Acts; while the service is still starting it tells how far that is, and acts again once it is ready.
export async function patiently(act, tell, signal) {
  for (;;) {
    try {
      return await act();
    } catch (problem) {
      if (!(problem instanceof Problem && problem.is("not-ready"))) throw problem;
    }
    await whenReady(tell, signal);
  }
}

async function whenReady(tell, signal) {
  for (;;) {
    await pause(1000, signal);
    const response = await reach("health/ready", { signal });
    if (response.status !== 503) return;
    const report = await response.json();
    if (report.status === "failed") throw new Problem(503, { title: "The service did not start.", detail: report.phase });
    tell(report);
  }
}

function pause(milliseconds, signal) {
  return new Promise((done, broken) => {
    const stop = () => { clearTimeout(timer); broken(signal.reason); };
    const timer = setTimeout(() => { signal?.removeEventListener("abort", stop); done(); }, milliseconds);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}

// An element with attributes and children; strings become text.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) if (value !== undefined && value !== null) made.setAttribute(attribute, value);
  made.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return made;
}

// A line that says what is being done, with a bar as soon as it is known how far it is.
export function progressLine(text) {
  const words = element("span", {}, text), bar = element("progress", { max: 1, "aria-label": "Progress", hidden: "" });
  return {
    root: element("div", { class: "status" }, words, bar),
    say(doing) { words.textContent = doing; bar.hidden = true; },
    tell({ phase, detail, fraction }) {
      words.textContent = `Getting ready: ${phase}${detail ? ` (${detail})` : ""} …`;
      bar.hidden = fraction === null || fraction === undefined;
      if (!bar.hidden) bar.value = fraction;
    },
  };
}
