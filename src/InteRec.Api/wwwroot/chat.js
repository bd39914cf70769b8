// The chat page. What the service sends is put in as text, never as markup.
import { call, element, stream, whenKeyIsNeeded } from "./service.js";
import { replyView } from "./reply.js";

const $ = id => document.getElementById(id);
const log = $("log"), form = $("form"), box = $("message");
let conversationId = null, running = null, words = { singular: "item", plural: "items" }, attributes = new Map();

whenKeyIsNeeded(() => new Promise(done => {
  $("key-dialog").showModal();
  $("key-dialog").onclose = () => done($("key").value);
}));

form.addEventListener("submit", event => { event.preventDefault(); say(box.value); });
box.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(box.value); }
});
box.addEventListener("input", fit);
$("stop").addEventListener("click", () => running?.abort());
$("fresh").addEventListener("click", () => {
  running?.abort();
  conversationId = null;
  for (const turn of log.querySelectorAll(".said, .reply")) turn.remove();
  $("welcome").hidden = false;
  box.focus();
});

async function say(text) {
  const message = text.trim();
  if (!message || running) return;
  $("welcome").hidden = true;
  for (const chip of log.querySelectorAll(".reply .chip")) chip.disabled = true;
  const said = element("p", { class: "said" }, message);
  log.append(said);
  box.value = "";
  fit();
  running = new AbortController();
  busy(true);
  const view = replyView({ words, attributes, say, feedback });
  log.append(view.root);
  // A reply that fits is shown to its end; a longer one from the message that it answers.
  const show = () => {
    const fits = said.offsetHeight + view.root.offsetHeight + 80 < log.clientHeight;
    (fits ? view.root : said).scrollIntoView({ block: fits ? "end" : "start" });
  };
  show();
  try {
    const body = { message, conversationId, userId: user() };
    await stream("/v1/chat", body, running.signal, (name, data) => {
      view.on(name, data);
      if (name === "done") conversationId = data.conversationId;
      show();
    });
    view.finish();
    show();
  } catch (problem) {
    view.fail(problem.name === "AbortError" ? "Stopped." : problem.message);
    if (problem.type?.endsWith("unknown-conversation")) conversationId = null;
  } finally {
    running = null;
    busy(false);
    box.focus({ preventScroll: true });
  }
}

function feedback(recommendationId, itemId, kind) {
  return call("POST", `/v1/recommendations/${encodeURIComponent(recommendationId)}/feedback`, { itemId, kind, userId: user() });
}

function busy(on) {
  $("send").hidden = on;
  $("stop").hidden = !on;
  log.setAttribute("aria-busy", on);
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// What is remembered of the person: seen, edited and deleted here.
const user = () => localStorage.getItem("interec-user") || null;
$("profile").addEventListener("click", () => { $("user").value = user() ?? ""; $("profile-dialog").showModal(); showProfile(); });
$("user-form").addEventListener("submit", event => {
  event.preventDefault();
  const name = $("user").value.trim();
  if (name) localStorage.setItem("interec-user", name); else localStorage.removeItem("interec-user");
  conversationId = null;
  showProfile();
});
$("forget").addEventListener("click", async () => {
  await call("DELETE", `/v1/users/${encodeURIComponent(user())}/profile`);
  conversationId = null;
  showProfile();
});

async function showProfile() {
  const place = $("profile-entries");
  place.replaceChildren();
  $("forget").hidden = true;
  if (!user()) return;
  try {
    const profile = await call("GET", `/v1/users/${encodeURIComponent(user())}/profile`);
    $("forget").hidden = profile.entries.length + profile.history === 0;
    const list = element("ul", { class: "entries" });
    for (const entry of profile.entries) {
      const name = entry.title ?? entry.value ?? entry.itemId;
      const remove = element("button", { type: "button", class: "quiet", "aria-label": `Remove ${entry.kind} ${name}` }, "Remove");
      remove.onclick = async () => {
        await call("PATCH", `/v1/users/${encodeURIComponent(user())}/profile`, { forget: { [entry.kind]: [entry.itemId ?? entry.value] } });
        showProfile();
      };
      list.append(element("li", {}, element("span", { class: "kind" }, entry.kind), element("span", {}, name), remove));
    }
    const nothing = profile.entries.length === 0 ? "Nothing is remembered yet." : "";
    place.append(list, element("p", { class: "muted" }, `${nothing} ${profile.history} past interactions.`));
  } catch (problem) {
    place.append(element("p", { class: "failure" }, problem.message));
  }
}

async function begin() {
  try {
    const catalogue = await call("GET", "/v1/catalogue");
    words = catalogue.item;
    attributes = new Map(catalogue.attributes.map(a => [a.name, a]));
    $("catalogue").textContent = `${catalogue.count.toLocaleString("en")} ${words.plural}`;
    $("examples").replaceChildren(...catalogue.examples.map(text => {
      const chip = element("button", { type: "button", class: "chip" }, text);
      chip.onclick = () => say(text);
      return chip;
    }));
  } catch (problem) {
    $("catalogue").textContent = problem.message;
    if (problem.status === 503) setTimeout(begin, 1500);
  }
  const asked = new URLSearchParams(location.search).get("say");
  if (asked && words.plural !== "items") say(asked);
}

begin();
box.focus();
