// One item as a card: what it is, what it is about, who is in it, why it is there, and what the person says of it. What an attribute
// means is told by its role; no attribute is known by name.
import { element } from "./service.js";

const verdicts = [["liked", "♥", "Like"], ["disliked", "✕", "Not for me"], ["seen", "✓", "Seen"]];
const mostKinds = 4, mostLeads = 3, mostValues = 12;

// feedback(kind) stores what is said of the item (null takes it back); without it nothing can be said yet.
export function card(item, number, { attributes, heading, said, feedback, alike, trouble }) {
  const known = Object.entries(item.facts ?? {}).map(([name, value]) => ({ value, label: name, ...attributes.get(name) }));
  const [kinds, plots, people] = ["kind", "description", "people"].map(role => known.filter(fact => fact.role === role));
  const more = details(known);
  const root = element("li", { class: "card" },
    element("header", {},
      element("span", { class: "number", "aria-hidden": "true" }, number),
      element(heading, { class: "title" }, item.title, item.year ? element("span", { class: "year" }, ` ${item.year}`) : ""),
      toggle()),
    kinds.length ? element("ul", { class: "tags", "aria-label": kinds[0].label }, ...kinds.flatMap(fact => values(fact)).slice(0, mostKinds).map(kind => element("li", {}, kind))) : "",
    ...plots.map(fact => element("p", { class: "plot" }, values(fact).join(" "))),
    people.length ? element("dl", { class: "facts leads" }, ...joined(people).flatMap(fact => row(fact, mostLeads))) : "",
    item.reasons.length ? element("ul", { class: "reasons", "aria-label": "Why" }, ...item.reasons.map(reason => element("li", {}, reason))) : "",
    more,
    element("footer", {}, ...votes(), like()));
  return root;

  function votes() {
    const buttons = verdicts.map(([kind, sign, label]) => {
      const button = element("button", { type: "button", "aria-pressed": "false", "aria-label": `${label}: ${item.title}` }, element("span", { "aria-hidden": "true" }, `${sign} `), label);
      button.disabled = !feedback;
      button.onclick = () => choose(kind);
      return [kind, button];
    });
    let wanted = said ?? null, stored = wanted, sending = false;
    mark();
    return buttons.map(([, button]) => button);

    function mark() { for (const [kind, button] of buttons) button.setAttribute("aria-pressed", kind === wanted); }

    // One of the three at a time; the same once more takes it back. What is pressed meanwhile is sent afterwards.
    async function choose(kind) {
      wanted = wanted === kind ? null : kind;
      mark();
      if (sending) return;
      sending = true;
      try {
        while (stored !== wanted) {
          const now = wanted;
          await feedback(now);
          stored = now;
        }
      } catch (problem) {
        const again = wanted ?? stored;
        wanted = stored;
        mark();
        trouble(problem.message, () => choose(again));
      } finally {
        sending = false;
      }
    }
  }

  function like() {
    const button = element("button", { type: "button", "aria-label": `Similar to ${item.title}` }, "Similar");
    button.onclick = alike;
    return button;
  }

  function toggle() {
    if (!more.childElementCount && !plots.length) return null;
    const button = element("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-label": `Details of ${item.title}`, title: "Details" });
    button.onclick = () => {
      more.hidden = !more.hidden;
      root.classList.toggle("open", !more.hidden);
      button.setAttribute("aria-expanded", !more.hidden);
    };
    return button;
  }
}

// Attributes with the same names are one row: "Director, writer".
function joined(people) {
  const rows = new Map();
  for (const fact of people) {
    const names = values(fact).join("\n"), before = rows.get(names);
    rows.set(names, before ? { ...before, label: `${before.label}, ${fact.label}` } : fact);
  }
  return [...rows.values()];
}

// What takes the place of the leads when there is to be more: all names, and the other facts.
function details(known) {
  const people = joined(known.filter(fact => fact.role === "people")), others = known.filter(fact => !["kind", "description", "people"].includes(fact.role));
  const rest = others.length || people.some(fact => values(fact).length > mostLeads) ? [...people, ...others] : [];
  return element("dl", { class: "facts", hidden: "" }, ...rest.flatMap(fact => row(fact, mostValues)));
}

function row(fact, most) {
  const all = values(fact);
  return [element("dt", {}, fact.label), element("dd", {}, all.slice(0, most).join(", ") + (all.length > most ? " …" : ""))];
}

function values({ value, unit }) {
  if (Array.isArray(value)) return value;
  if (typeof value === "boolean") return [value ? "yes" : "no"];
  return [typeof value === "number" ? amount(value.toLocaleString("en"), unit) : `${value}`];
}

const amount = (number, unit) => unit === "usd" ? `$${number}` : unit === "percent" ? `${number} %` : unit ? `${number} ${unit}` : number;
