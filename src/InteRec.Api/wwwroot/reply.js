// One reply on the page, filled while it streams in, or all at once when a conversation is opened again.
import { card } from "./card.js";
import { element, progressLine } from "./service.js";

const doing = { filter: "Applying your conditions", search: "Searching", similar: "Looking for what is alike", rank: "Putting in order", lookup: "Looking it up", explain: "Finding out why" };

// tools: the catalogue's attributes by name, say(message), feedback(recommendationId, itemId, kind), trouble(text, retry).
export function replyView(tools) {
  const root = element("article", { class: "reply", "aria-label": "Answer" });
  const status = progressLine("Understanding …");
  const text = element("p", { class: "text" });
  const lists = element("div", { class: "lists" });
  let whole = null;
  begin();

  return {
    root,
    begin,
    starting: status.tell,
    on(name, data) {
      if (name === "plan") status.say("Planned …");
      else if (name === "step") status.say(`${doing[data.tool] ?? data.tool} …`);
      else if (name === "items") showLists(data.lists, null, {});
      else if (name === "text") text.textContent += data.delta;
      else if (name === "done") whole = data;
    },
    finish() {
      if (!whole) throw new Error("The answer was cut off.");
      this.show(whole, {});
      return whole;
    },
    show(reply, said) {
      status.root.remove();
      text.textContent = reply.text;
      text.hidden = !reply.text;
      showLists(reply.lists, reply.recommendationId, said);
      text.after(...reply.notices.filter(n => !reply.text.includes(n.text)).map(n => element("p", { class: "notice" }, n.text)));
      if (reply.followUp) root.append(followUp(reply.followUp, !reply.text.includes(reply.followUp.question)));
      root.append(how(reply));
    },
  };

  function begin() {
    status.say("Understanding …");
    text.textContent = "";
    lists.replaceChildren();
    root.replaceChildren(status.root, text, lists);
  }

  function showLists(all, recommendationId, said) {
    lists.replaceChildren(...all.filter(list => list.items.length).map(list => {
      const cards = list.items.map((item, i) => card(item, i + 1, {
        attributes: tools.attributes,
        heading: list.label ? "h4" : "h3",
        said: said[item.itemId],
        feedback: recommendationId ? kind => tools.feedback(recommendationId, item.itemId, kind) : null,
        alike: () => tools.say(`something like ${item.title}${item.year ? ` (${item.year})` : ""}`),
        trouble: tools.trouble,
      }));
      return element("section", { class: "list", "aria-label": list.label }, list.label ? element("h3", {}, list.label) : "", element("ol", { class: "cards" }, ...cards));
    }));
  }

  function followUp({ question, options }, asks) {
    const chips = options.map(o => {
      const chip = element("button", { type: "button", class: "chip" }, o.label);
      chip.onclick = () => tools.say(o.message);
      return chip;
    });
    return element("div", { class: "follow" }, asks ? element("p", {}, question) : "", element("div", { class: "chips", role: "group", "aria-label": question }, ...chips));
  }

  function how(reply) {
    const { understood } = reply, rows = [];
    rows.push(["Intent", understood.intent]);
    const said = condition(understood.conditions), wished = condition(understood.preferences);
    if (said) rows.push(["Conditions", said]);
    if (wished) rows.push(["Preferences", wished]);
    if (understood.mentioned.length) rows.push(["Mentioned", understood.mentioned.map(m => `${m.title} (${m.sentiment})`).join(", ")]);
    if (understood.unknown.length) rows.push(["Not in the catalogue", understood.unknown.join(", ")]);
    if (understood.freeText) rows.push(["Searched for", understood.freeText]);
    rows.push(["Planned by", `${reply.planner}${reply.rankerId ? `, ranked by ${reply.rankerId}` : ""}`]);
    const table = element("table", {}, element("tbody", {}, ...rows.map(([k, v]) => element("tr", {}, element("th", { scope: "row" }, k), element("td", {}, v)))));
    return element("details", { class: "how" },
      element("summary", {}, "How I understood this"), table, reply.trace.length ? trace(reply.trace) : "",
      element("details", {}, element("summary", {}, "The plan"), element("pre", {}, JSON.stringify(reply.plan, null, 2))));
  }

  function trace(steps) {
    const count = n => element("td", { class: "n" }, n.toLocaleString("en"));
    return element("table", {},
      element("thead", {}, element("tr", {}, ...["Tool", "took", "gave", "ms", "note"].map(h => element("th", { scope: "col", class: ["took", "gave", "ms"].includes(h) ? "n" : null }, h)))),
      element("tbody", {}, ...steps.map(t => element("tr", {}, element("td", {}, t.tool), count(t.took), count(t.gave), element("td", { class: "n" }, t.ms.toFixed(2)), element("td", {}, t.note ?? "")))));
  }

  // Conditions in words: "genre comedy or drama; year 1990–1999".
  function condition(conditions) {
    return Object.entries(conditions ?? {}).map(([name, c]) => {
      const parts = [];
      if (c.any) parts.push(c.any.join(" or "));
      if (c.all) parts.push(c.all.join(" and "));
      if (c.none) parts.push(`not ${c.none.join(", ")}`);
      if (c.from !== undefined && c.to !== undefined) parts.push(`${c.from}–${c.to}`);
      else if (c.from !== undefined) parts.push(`from ${c.from}`);
      else if (c.to !== undefined) parts.push(`up to ${c.to}`);
      if (c.has !== undefined) parts.push(c.has ? "known" : "not known");
      return `${tools.attributes.get(name)?.label ?? name} ${parts.join(", ")}`;
    }).join("; ");
  }
}
