// What is remembered of the person: seen, edited and deleted here.
import { call, element } from "./service.js";

const $ = id => document.getElementById(id);
let changed = () => {};

export const user = () => localStorage.getItem("interec-user") || null;

export function whenUserChanges(act) { changed = act; }

$("profile").addEventListener("click", () => { $("user").value = user() ?? ""; $("profile-dialog").showModal(); show(); });
$("user-form").addEventListener("submit", event => {
  event.preventDefault();
  const name = $("user").value.trim();
  if (name) localStorage.setItem("interec-user", name); else localStorage.removeItem("interec-user");
  changed();
  show();
});
$("forget").addEventListener("click", () => attempt(async () => {
  await call("DELETE", profile());
  changed();
  await show();
}));

const profile = () => `v1/users/${encodeURIComponent(user())}/profile`;

function show() {
  $("profile-entries").replaceChildren();
  $("forget").hidden = true;
  return user() ? attempt(fill) : null;
}

async function fill() {
  const { entries, history } = await call("GET", profile());
  $("forget").hidden = entries.length + history === 0;
  const list = element("ul", { class: "entries" }, ...entries.map(entry => {
    const name = entry.title ?? entry.value ?? entry.itemId;
    const remove = element("button", { type: "button", class: "quiet", "aria-label": `Remove ${entry.kind} ${name}` }, "Remove");
    remove.onclick = () => attempt(async () => {
      await call("PATCH", profile(), { forget: { [entry.kind]: [entry.itemId ?? entry.value] } });
      await show();
    });
    return element("li", {}, element("span", { class: "kind" }, entry.kind), element("span", {}, name), remove);
  }));
  const nothing = entries.length === 0 ? "Nothing is remembered yet." : "";
  $("profile-entries").replaceChildren(list, element("p", { class: "muted" }, `${nothing} ${history} past interactions.`));
}

async function attempt(act) {
  try {
    await act();
  } catch (problem) {
    $("profile-entries").append(element("p", { class: "failure", role: "alert" }, problem.message));
  }
}
