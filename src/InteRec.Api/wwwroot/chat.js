// The chat page. What the service sends is put in as text, never as markup. The address names the conversation, so that it is there again
// after a reload and under a bookmark.
import { replyView } from "./reply.js";
import { call, element, patiently, progressLine, stream, whenKeyIsNeeded } from "./service.js";
import { user, whenUserChanges } from "./taste.js";

const $ = id => document.getElementById(id);
const log = $("log"), form = $("form"), box = $("message");
let conversationId = null, running = null, catalogue = null;

whenKeyIsNeeded(() => new Promise(done => {
  $("key-dialog").showModal();
  $("key-dialog").onclose = () => done($("key").value);
}));
whenUserChanges(() => go(null));

form.addEventListener("submit", event => { event.preventDefault(); say(box.value); });
box.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(box.value); }
});
box.addEventListener("input", fit);
$("skip").addEventListener("click", event => { event.preventDefault(); box.focus(); });
$("stop").addEventListener("click", () => running?.abort());
$("dismiss").addEventListener("click", () => { calm(); focusBox(); });
$("fresh").addEventListener("click", () => {
  history.pushState(null, "", addressOf(null));
  open().then(focusBox);
});
addEventListener("popstate", open);

async function say(text) {
  const message = text.trim();
  if (!message || running) return;
  calm();
  if (box.value.trim() === message) write("");
  const said = element("h2", { class: "said" }, message), view = replyView(tools);
  log.append(said, view.root);
  welcome();
  // A reply that fits is shown to its end; a longer one from the message that it answers.
  const show = () => {
    const fits = said.offsetHeight + view.root.offsetHeight + 80 < log.clientHeight;
    (fits ? view.root : said).scrollIntoView({ block: fits ? "end" : "start" });
  };
  show();
  await work(async signal => {
    await patiently(async () => {
      view.begin();
      await theCatalogue();
      await stream("v1/chat", { message, conversationId, userId: user(), brief: true }, signal, (name, data) => { view.on(name, data); show(); });
    }, view.starting, signal);
    go(view.finish().conversationId);
    endQuestions();
    show();
  }, problem => {
    said.remove();
    view.root.remove();
    welcome();
    if (!box.value) write(message);
    const gone = problem.type?.endsWith("unknown-conversation");
    if (gone) go(null);
    trouble(gone ? "This conversation is no longer there. Trying again begins a new one." : problem.message, () => say(message), !problem.stopped);
  });
  focusBox();
}

// Shows the conversation that the address names.
async function open() {
  running?.abort();
  calm();
  for (const turn of log.querySelectorAll(".said, .reply")) turn.remove();
  conversationId = new URLSearchParams(location.hash.slice(1)).get("conversation");
  welcome();
  if (!conversationId) { running = null; busy(false); return; }
  const line = progressLine("Opening the conversation …");
  $("welcome").hidden = true;
  log.append(line.root);
  await work(async signal => {
    const query = user() ? `?userId=${encodeURIComponent(user())}` : "";
    const opened = await patiently(async () => {
      await theCatalogue();
      return call("GET", `v1/conversations/${encodeURIComponent(conversationId)}${query}`, undefined, signal);
    }, line.tell, signal);
    for (const { message, reply, said } of opened.turns) {
      const view = replyView(tools);
      view.show(reply, said);
      log.append(element("h2", { class: "said" }, message), view.root);
    }
    endQuestions();
    log.querySelector(".said:last-of-type")?.scrollIntoView({ block: "start", behavior: "instant" });
  }, problem => {
    const gone = problem.status === 404;
    if (gone) go(null);
    trouble(gone ? "That conversation is no longer there." : problem.message, gone ? null : open, !gone && !problem.stopped);
  });
  line.root.remove();
  welcome();
}

// One thing at a time, which the person or the next thing can stop.
async function work(act, failed) {
  const mine = running = new AbortController();
  busy(true);
  try {
    await act(mine.signal);
  } catch (problem) {
    if (mine === running) {
      running = null;
      failed(mine.signal.aborted ? { message: "Stopped.", stopped: true } : problem);
    }
  } finally {
    if (mine === running) running = null;
    busy(running !== null);
  }
}

const tools = {
  attributes: new Map(),
  say,
  trouble,
  feedback(recommendationId, itemId, kind) {
    const place = `v1/recommendations/${encodeURIComponent(recommendationId)}/feedback`;
    return kind
      ? call("POST", place, { itemId, kind, userId: user() })
      : call("DELETE", `${place}?${new URLSearchParams({ itemId, ...(user() ? { userId: user() } : {}) })}`);
  },
};

// What the cards need to know of the items; asked for until it was told once.
function theCatalogue() {
  return catalogue ??= call("GET", "v1/catalogue").then(told => {
    tools.attributes = new Map(told.attributes.map(a => [a.name, a]));
    $("catalogue").textContent = `${told.count.toLocaleString("en")} ${told.item.plural}`;
    $("examples").replaceChildren(...told.examples.map(text => {
      const chip = element("button", { type: "button", class: "chip" }, text);
      chip.onclick = () => say(text);
      return chip;
    }));
  }).catch(problem => { catalogue = null; throw problem; });
}

function go(id) {
  conversationId = id;
  history.replaceState(null, "", addressOf(id));
}

function addressOf(id) {
  const address = new URL(location.href);
  address.hash = id ? new URLSearchParams({ conversation: id }) : "";
  address.searchParams.delete("say");
  return address;
}

// A message that was not answered stays in the box; this says why, and asks again.
function trouble(text, retry, isError = true) {
  $("trouble").classList.toggle("error", isError);
  $("trouble-text").textContent = text;
  $("retry").hidden = !retry;
  $("retry").onclick = () => { calm(); retry(); };
  $("trouble").hidden = false;
}

function calm() {
  $("trouble").hidden = true;
  $("trouble-text").textContent = "";
}

function welcome() { $("welcome").hidden = log.querySelector(".said") !== null; }

function endQuestions() {
  for (const chip of log.querySelectorAll(".reply:not(:last-of-type) .follow .chip")) chip.disabled = true;
}

function busy(on) {
  $("send").hidden = on;
  $("stop").hidden = !on;
  log.setAttribute("aria-busy", on);
}

function write(text) {
  box.value = text;
  fit();
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// Where there is no keyboard but on the screen, it would hide the answer.
function focusBox() { if (!matchMedia("(pointer: coarse)").matches) box.focus({ preventScroll: true }); }

async function begin() {
  const line = progressLine("");
  try {
    await patiently(theCatalogue, report => { $("examples").replaceChildren(line.root); line.tell(report); });
  } catch (problem) {
    trouble(problem.message, begin);
  }
}

const asked = new URLSearchParams(location.search).get("say");
focusBox();
begin();
if (location.hash || !asked) open(); else say(asked);
