// The operator's page: counts, training with progress, trained rankers.
import { call, element, patiently, progressLine, stream, whenKeyIsNeeded } from "./service.js";

const $ = id => document.getElementById(id);
let following = null;

whenKeyIsNeeded(() => new Promise(done => {
  $("key-dialog").showModal();
  $("key-dialog").onclose = () => done($("key").value);
}));

$("train").onclick = () => attempt(async () => follow(await call("POST", "v1/training-runs", {})));
$("cancel").onclick = () => attempt(() => call("DELETE", `v1/training-runs/${encodeURIComponent(following)}`));
$("rollback").onclick = () => attempt(async () => { await call("POST", "v1/rankers/rollback", {}); await show(); });

async function attempt(act) {
  $("failure").hidden = true;
  try {
    await act();
  } catch (problem) {
    $("failure").textContent = problem.message;
    $("failure").hidden = false;
  }
}

async function follow(run) {
  following = run.trainingRunId;
  $("train").disabled = true;
  $("cancel").hidden = $("progress").hidden = false;
  try {
    await stream(`v1/training-runs/${encodeURIComponent(following)}/progress`, undefined, undefined, (name, report) => {
      $("phase").textContent = report.message;
      $("progress").value = report.fraction;
    }, "GET");
  } finally {
    $("train").disabled = false;
    $("cancel").hidden = $("progress").hidden = true;
    following = null;
    await show();
  }
}

async function show() {
  const [catalogue, runs, rankers] = await Promise.all([call("GET", "v1/catalogue"), call("GET", "v1/training-runs"), call("GET", "v1/rankers")]);
  const figures = [[catalogue.count, catalogue.item.plural], [catalogue.interactions, "interactions"], [catalogue.users, "users"], [rankers.rankers.length, "trained rankers"]];
  $("counts").replaceChildren(...figures.map(([n, what]) => element("div", {}, element("b", {}, n.toLocaleString("en")), element("span", { class: "muted" }, what))));
  if (runs.length) table($("runs"), ["Run", "Status", "Started", "Ranker", "Said"], runs.map(r => [r.trainingRunId, r.status, when(r.startedAt), r.rankerId ?? "", r.message ?? ""]));
  table($("rankers"), ["Ranker", "Trained", "Users", "Items", "Interactions", "Recall@20", "NDCG@100", "Verdict", ""], rankers.rankers.map(r => {
    const measured = r.holdOut?.rankers[r.kind];
    return [r.rankerId, when(r.created), r.counts.users, r.counts.items, r.counts.interactions, measured?.recall20 ?? "", measured?.ndcg100 ?? "", r.verdict,
      r.rankerId === rankers.current ? element("span", { class: "badge" }, "answers") : promote(r.rankerId)];
  }));
  $("rollback").disabled = rankers.before.length === 0;
  const running = runs.find(r => r.status === "running");
  if (running && !following) follow(running);
}

function promote(rankerId) {
  const button = element("button", { type: "button", class: "chip" }, "Promote");
  button.onclick = () => attempt(async () => { await call("POST", `v1/rankers/${encodeURIComponent(rankerId)}/promote`, {}); await show(); });
  return button;
}

function table(place, heads, rows) {
  const number = value => typeof value === "number";
  place.replaceChildren(
    element("thead", {}, element("tr", {}, ...heads.map((h, i) => element("th", { scope: "col", class: rows[0] && number(rows[0][i]) ? "n" : null }, h)))),
    element("tbody", {}, ...rows.map(row => element("tr", {}, ...row.map(value => element("td", { class: number(value) ? "n" : null }, number(value) ? value.toLocaleString("en", { maximumFractionDigits: 4 }) : value))))));
}

const when = at => at ? new Date(at).toLocaleString() : "";

const starting = progressLine("");
attempt(() => patiently(show, report => { $("counts").replaceChildren(starting.root); starting.tell(report); }));
