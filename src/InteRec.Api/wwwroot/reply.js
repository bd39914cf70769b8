// One reply on the page, filled while it streams in.
import { element } from "./service.js";

const doing = { filter: "Applying your conditions", search: "Searching", similar: "Looking for what is alike", rank: "Putting in order", lookup: "Looking it up", explain: "Finding out why" };

export function replyView({ words, attributes, say, feedback }) {
  const root = element("article", { class: "reply" });
  const status = element("p", { class: "status" }, "Understanding …");
  const text = element("p", { class: "text" });
  const lists = element("div", { class: "lists" });
  root.append(status, text, lists);
  let whole = null;

  return {
    root,
    on(name, data) {
      if (name === "plan") status.textContent = "Planned …";
      else if (name === "step") status.textContent = `${doing[data.tool] ?? data.tool} …`;
      else if (name === "items") showLists(data.lists, null);
      else if (name === "text") text.textContent += data.delta;
      else if (name === "done") whole = data;
    },
    finish() {
      status.remove();
      if (!whole) return this.fail("The answer was cut off.");
      text.textContent = whole.text;
      showLists(whole.lists, whole.recommendationId);
      text.after(...whole.notices.filter(n => !whole.text.includes(n.text)).map(n => element("p", { class: "notice" }, n.text)));
      if (whole.followUp) root.append(followUp(whole.followUp));
      root.append(how(whole));
    },
    fail(message) {
      status.remove();
      root.append(element("p", { class: "failure", role: "alert" }, message));
    },
  };

  function showLists(all, recommendationId) {
    lists.replaceChildren(...all.flatMap(list => [
      list.label ? element("h3", {}, list.label) : null,
      element("ol", { class: "cards" }, ...list.items.map((item, i) => card(item, i + 1, recommendationId))),
    ].filter(Boolean)));
  }

  function card(item, number, recommendationId) {
    const title = element("h4", {}, item.title, item.year ? element("span", { class: "year" }, ` ${item.year}`) : "");
    const tags = element("ul", { class: "tags", "aria-label": "Kinds" }), facts = element("dl", { class: "facts" });
    for (const [name, value] of Object.entries(item.facts ?? {})) {
      const attribute = attributes.get(name);
      if (attribute?.role === "year" || attribute?.role === "title") continue;
      if (attribute?.role === "kind" && Array.isArray(value)) { tags.append(...value.map(v => element("li", {}, v))); continue; }
      const shown = Array.isArray(value) ? value.slice(0, 3).join(", ") + (value.length > 3 ? " …" : "") : `${value}${attribute?.unit ? ` ${attribute.unit}` : ""}`;
      if (facts.childElementCount < 10 && shown.length < 160) facts.append(element("dt", {}, attribute?.label ?? name), element("dd", {}, shown));
    }
    const reasons = element("ul", { class: "reasons", "aria-label": "Why" }, ...item.reasons.map(r => element("li", {}, r)));
    const footer = element("footer", {});
    if (recommendationId) footer.append(
      vote("♥ Like", "liked"), vote("✕ Not for me", "disliked"), vote("✓ Seen", "seen"),
      action("More like this", () => say(`something like ${item.title}${item.year ? ` (${item.year})` : ""}`)));
    return element("li", { class: "card" }, element("header", {}, element("span", { class: "number" }, `${number}.`), title), tags, facts, reasons, footer);

    function vote(label, kind) {
      const button = action(label, async () => {
        button.disabled = true;
        await feedback(recommendationId, item.itemId, kind).then(() => button.setAttribute("aria-pressed", "true"), () => { button.disabled = false; });
      });
      button.setAttribute("aria-label", `${label.slice(2)}: ${item.title}`);
      return button;
    }
  }

  function action(label, act) {
    const button = element("button", { type: "button" }, label);
    button.onclick = act;
    return button;
  }

  function followUp({ question, options }) {
    const chips = options.map(o => {
      const chip = element("button", { type: "button", class: "chip" }, o.label);
      chip.onclick = () => say(o.message);
      return chip;
    });
    return element("div", { class: "follow" }, element("p", {}, question), element("div", { class: "chips" }, ...chips));
  }

  function how(reply) {
    const { understood } = reply, rows = [];
    rows.push(["Intent", understood.intent]);
    const said = { ...condition(understood.conditions) };
    if (Object.keys(said).length) rows.push(["Conditions", Object.entries(said).map(([k, v]) => `${k} ${v}`).join("; ")]);
    const wished = condition(understood.preferences ?? {});
    if (Object.keys(wished).length) rows.push(["Preferences", Object.entries(wished).map(([k, v]) => `${k} ${v}`).join("; ")]);
    if (understood.mentioned.length) rows.push(["Mentioned", understood.mentioned.map(m => `${m.title} (${m.sentiment})`).join(", ")]);
    if (understood.unknown.length) rows.push(["Not in the catalogue", understood.unknown.join(", ")]);
    if (understood.freeText) rows.push(["Searched for", understood.freeText]);
    rows.push(["Planned by", `${reply.planner}${reply.rankerId ? `, ranked by ${reply.rankerId}` : ""}`]);
    const table = element("table", {}, element("tbody", {}, ...rows.map(([k, v]) => element("tr", {}, element("th", { scope: "row" }, k), element("td", {}, v)))));
    const trace = element("table", {},
      element("thead", {}, element("tr", {}, element("th", {}, "Tool"), element("th", { class: "n" }, "took"), element("th", { class: "n" }, "gave"), element("th", { class: "n" }, "ms"), element("th", {}, ""))),
      element("tbody", {}, ...reply.trace.map(t => element("tr", {}, element("td", {}, t.tool), element("td", { class: "n" }, t.took.toLocaleString("en")), element("td", { class: "n" }, t.gave.toLocaleString("en")), element("td", { class: "n" }, t.ms.toFixed(2)), element("td", {}, t.note ?? "")))));
    return element("details", { class: "how" },
      element("summary", {}, "How I understood this"), table, reply.trace.length ? trace : "",
      element("details", {}, element("summary", {}, "The plan"), element("pre", {}, JSON.stringify(reply.plan, null, 2))));
  }

  function condition(conditions) {
    const said = {};
    for (const [name, c] of Object.entries(conditions ?? {})) {
      const parts = [];
      if (c.any) parts.push(c.any.join(" or "));
      if (c.all) parts.push(c.all.join(" and "));
      if (c.none) parts.push(`not ${c.none.join(", ")}`);
      if (c.from !== undefined && c.to !== undefined) parts.push(`${c.from}–${c.to}`);
      else if (c.from !== undefined) parts.push(`from ${c.from}`);
      else if (c.to !== undefined) parts.push(`up to ${c.to}`);
      if (c.has !== undefined) parts.push(c.has ? "known" : "not known");
      said[attributes.get(name)?.label ?? name] = parts.join(", ");
    }
    return said;
  }
}
