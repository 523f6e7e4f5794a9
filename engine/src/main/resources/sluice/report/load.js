// The report of a load.
const load = data;

// Numbers.
const three = format({ maximumSignificantDigits: 3 });
const fixed = (digits) => format({ minimumFractionDigits: digits, maximumFractionDigits: digits });
const one = fixed(1), millis = fixed(3);
const rate = (n) => (n > 0 && n < 10 ? three(n) : count(n));
const megabytes = (bytes) => (bytes > 0 && bytes < 1e6 ? three(bytes / 1e6) : bytes < 1e8 ? one(bytes / 1e6) : count(bytes / 1e6));
const pad = (n) => String(n).padStart(2, "0");
function size(bytes) {
  const units = ["kB", "MB", "GB", "TB", "PB"];
  let value = bytes, unit = "bytes";
  while (value >= 999.95 && units.length > 0) { value /= 1000; unit = units.shift(); }
  return (unit === "bytes" ? count(value) : one(value)) + " " + unit;
}
function duration(seconds) {
  if (seconds < 60) { return millis(seconds) + " s"; }
  const whole = Math.round(seconds), minutes = Math.round(seconds / 60);
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

// Elements. Text from the summary only ever becomes text, never markup.
function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) { node.setAttribute(name, value); }
  node.append(...children);
  return node;
}
const number = (text, extra = "") => element("td", { class: "num " + extra }, text);
const rowHead = (text, attributes = {}) => element("th", { scope: "row", ...attributes }, element("span", { class: "name" }, text));
const columnHead = (text, numeric) => element("th", { scope: "col", class: numeric ? "num" : "" }, text);
const row = (...cells) => element("tr", {}, ...cells);
const scroll = (label, table) => element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, table);
function facts(id, pairs, numeric) {
  const rows = pairs.map(([name, value]) =>
    row(rowHead(name), numeric ? number(value) : element("td", {}, element("span", { class: "name" }, value))));
  byId(id).append(element("table", { class: "facts" }, element("tbody", {}, ...rows)));
}

// Title, status, problems and headline.
const { totals, seconds } = load;
// What every load has is always shown; of the other ends those that some record met.
const ends = [["matched", "Matched", "were equal already"], ["modified", "Modified", "were modified"],
  ["deleted", "Deleted", "were deleted"], ["skipped", "Skipped", "were skipped"],
  ["alreadyThere", "Already there", "had been inserted by an earlier try"]].filter(([name]) => totals[name] > 0);
const status = byId("status");
status.textContent = load.status;
status.classList.add({ "completed": "ok", "completed with rejects": "warn" }[load.status] || "bad");
document.title = `${load.operation}: ${load.status} – Sluice`;
const exact = load.collections.every((collection) => collection.exact);
const effects = totals.inserted + totals.matched + totals.modified + totals.deleted + totals.alreadyThere;
byId("sentence").append(...(exact ? [
  `${load.status === "failed" ? "At least " : ""}${count(totals.inserted)} of ${plural(totals.records, "record")} read `
    + `${totals.inserted === 1 ? "was" : "were"} inserted into `,
  element("strong", { class: "name" }, load.database),
  ends.map(([name, , words]) => `, ${count(totals[name])} ${words}`).join("")] : [
  `${load.status === "failed" ? "At least " : ""}${count(effects)} of ${plural(totals.records, "record")} read took effect in `,
  element("strong", { class: "name" }, load.database),
  totals.skipped > 0 ? `, ${count(totals.skipped)} were skipped` : ""]),
  (totals.rejected > 0 ? `, ${count(totals.rejected)} went to the reject files` : "") + "."
    + (["interrupted", "stopped at the error limit"].includes(load.status) ? " The rest of the files was not loaded." : ""));
byId("problems").hidden = load.problems.length === 0;
byId("problem-list").append(...load.problems.map((problem) => element("li", { class: "name" }, problem)));
load.notes.forEach((note) => byId("sentence").append(" " + note));
const headline = [
  ["Rows inserted", count(totals.inserted)],
  ...ends.filter(([name]) => name !== "alreadyThere").map(([name, title]) => ["Rows " + title.toLowerCase(), count(totals[name])]),
  ["Rows rejected", count(totals.rejected), totals.rejected > 0],
  ["Rows/s", rate(totals.recordsPerSecond)],
  ["MB/s", megabytes(totals.bytesPerSecond)],
  ["Duration of the load", duration(seconds.load)],
];
byId("headline").append(...headline.map(([name, value, alarming]) => element("div", {},
  element("dt", {}, name), element("dd", alarming ? { class: "some" } : {}, value))));

// Collections with their sources. A missing count is negative.
const perSecond = (records, elapsed) => (elapsed > 0 ? rate(records / elapsed) : "–");
const documents = (n) => (n < 0 ? "unknown" : count(n));
const bad = (n) => number(count(n), n > 0 ? "some" : "");
const there = (part) => ends.map(([name]) => number(count(part[name])));
const link = (path, text) => element("a", { href: path.split("/").map(encodeURIComponent).join("/"), title: path }, text);
const bytesOf = (collection) => collection.sources.reduce((sum, source) => sum + source.bytes, 0);
function sourceRow(source) {
  const head = rowHead(source.name);
  const links = [];
  if (source.rejects !== null) { links.push(link(source.rejects, "rejected records")); }
  if (source.reasons !== null) { links.push(link(source.reasons, "reasons")); }
  if (links.length > 0) { head.append(element("span", { class: "files" }, ...links.flatMap((a) => [" · ", a]).slice(1))); }
  return element("tr", { class: "source" }, head, number(size(source.bytes)), number(count(source.records)),
    number(count(source.inserted)), ...there(source), bad(source.rejected), element("td", { colspan: "4" }));
}
function collectionRows(collection) {
  return element("tbody", {},
    row(rowHead(collection.name), number(size(bytesOf(collection))), number(count(collection.records)),
      number(count(collection.inserted)), ...there(collection), bad(collection.rejected),
      number(duration(collection.elapsedSeconds)), number(perSecond(collection.records, collection.elapsedSeconds)),
      number(documents(collection.countBefore)), number(documents(collection.countAfter))),
    ...collection.sources.map(sourceRow));
}
byId("collections").append(scroll("Collections and their sources", element("table", {},
  element("thead", {}, row(columnHead("Collection, source"),
    ...["Size", "Records", "Added", ...ends.map(([, title]) => title),
      "Errors", "Elapsed", "Rows/s", "Count before", "Count after"].map((name) => columnHead(name, true)))),
  ...load.collections.map(collectionRows),
  element("tfoot", {}, row(rowHead("Total"), number(size(totals.bytes)), number(count(totals.records)),
    number(count(totals.inserted)), ...there(totals), bad(totals.rejected), number(duration(seconds.load)),
    number(rate(totals.recordsPerSecond)), element("td", { colspan: "2" }))))));

// Rejects, times, latency, settings and types.
const rejects = Object.entries(load.rejects).sort(([, a], [, b]) => b.count - a.count);
byId("rejects").hidden = rejects.length === 0;
byId("rejects").append(scroll("Rejects by code", element("table", {},
  element("thead", {}, row(columnHead("Code"), columnHead("Count", true), columnHead("First example"))),
  element("tbody", {}, ...rejects.map(([code, group]) => row(rowHead(code, { class: "reject-code" }),
    number(count(group.count)), element("td", {}, element("span", { class: "name" }, group.example))))))));
facts("times", [["Program", duration(seconds.program)], ["Import (the load)", duration(seconds.load)],
  ["Overhead", duration(seconds.overhead)]], true);
const latency = load.writeLatencyMillis;
facts("latency", [...["p50", "p95", "p99", "max"].map((name) => [name, one(latency[name]) + " ms"]),
  ["Batches", count(latency.batches)]], true);
facts("target", [["Operation", load.operation],
  ["Started", load.started.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC")],
  ["Server", load.server], ["Database", load.database], ["Plan", load.plan]]);
const settings = load.settings;
facts("settings", [["Mode", settings.linear ? "linear, one after the other" : "parallel"],
  ["Workers", count(settings.workers)], ["Chunk size", settings.chunkSize],
  ["Batch size", plural(settings.batchSize, "document")],
  ...(settings.keyBytes > 0 ? [["Memory for keys", size(settings.keyBytes)]] : [])]);
byId("types").hidden = load.collections.length === 0;
byId("types").append(...load.collections.map((collection) => {
  const types = Object.entries(collection.types);
  return element("details", {},
    element("summary", {}, element("span", { class: "name" }, collection.name),
      element("span", { class: "soft" }, " – " + plural(types.length, "column"))),
    element("table", { class: "types" },
      element("thead", {}, row(columnHead("Column"), columnHead("Type"))),
      element("tbody", {}, ...types.map(([column, type]) => row(rowHead(column), element("td", {}, type))))));
}));

// Throughput. States of the load, of which each two make an interval with a rate; those too close are left out,
// because a rate over next to no time says nothing.
function states(samples) {
  const kept = [{ seconds: 0, records: 0, bytes: 0 }];
  const last = samples[samples.length - 1];
  if (!last || last.seconds <= 0 || last.records === 0) { return kept; }
  const shortest = Math.max(0.05, last.seconds / 300);
  const far = (sample) => sample.seconds - kept[kept.length - 1].seconds >= shortest;
  for (const sample of samples) { if (far(sample)) { kept.push(sample); } }
  while (kept.length > 1 && (kept[kept.length - 1] === last || !far(last))) { kept.pop(); }
  return [...kept, last];
}
const points = states(load.timeline);
const rates = (value) => {
  const list = points.slice(1).map((p, i) => (p[value] - points[i][value]) / (p.seconds - points[i].seconds));
  return [list[0], ...list];
};
const caption = byId("chart-caption");
if (points.length < 2) {
  caption.textContent = totals.records === 0 ? "Nothing was loaded, so there is nothing to draw."
    : "The load was too short for a chart over time.";
  return;
}
const rows = [points.map((p) => p.seconds), rates("records"), rates("bytes").map((n) => n / 1e6)];
const end = points[points.length - 1].seconds;
const peak = `Highest rate: ${rate(Math.max(...rows[1]))} rows/s and ${megabytes(Math.max(...rows[2]) * 1e6)} MB/s.`;
caption.append((points.length < 4 ? `The load was so short that there ${points.length === 2 ? "is" : "are"} only `
  + `${plural(points.length - 1, "interval")} to show. ` : "") + peak,
  element("span", { class: "screen" }, " Drag across the chart to zoom in, double-click to see all again."));
const inSeconds = end < 120;
const clock = (s, withSeconds) => {
  const whole = Math.round(s), h = Math.floor(whole / 3600), m = Math.floor(whole / 60) % 60;
  return end < 7200 ? `${h * 60 + m}:${pad(whole % 60)}` : `${h}:${pad(m)}` + (withSeconds ? ":" + pad(whole % 60) : "");
};
const at = inSeconds ? fixed(end < 10 ? 2 : 1) : (s) => clock(s, true);
const timeLabel = inSeconds ? "time (s)" : end < 7200 ? "time (min:s)" : "time (h:min)";

const make = () => {
  const fromZero = (u, min, max) => [0, max > 0 ? max * 1.1 : 1];
  const steps = uPlot.paths.stepped({ align: -1 });
  return [{
    scales: { x: { time: false }, rows: { range: fromZero }, bytes: { range: fromZero } },
    // The cursor shows the interval it is in, which a point ends.
    cursor: { y: false, points: { show: false }, dataIdx: (u, series, nearest, x) => {
      const index = rows[0].findIndex((s) => s >= x);
      return index < 0 ? rows[0].length - 1 : Math.max(1, index);
    } },
    series: [
      { label: "Time", value: (u, v, s, i) => (i > 0 ? `${at(rows[0][i - 1])} – ${at(v)}${inSeconds ? " s" : ""}` : "–") },
      { label: "rows/s", scale: "rows", stroke: colour("c0"), fill: colour("fill"), width: 2, paths: steps,
        points: { show: false }, value: known(rate) },
      { label: "MB/s", scale: "bytes", stroke: colour("c1"), width: 1.5, dash: [5, 4], paths: steps,
        points: { show: false }, value: known((v) => megabytes(v * 1e6)) },
    ],
    axes: [
      axis({ label: timeLabel, size: 34, space: 70, ...(inSeconds ? {} : {
        incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800],
        values: (u, splits, a, space, step) => splits.map((s) => clock(s, step < 60)) }) }),
      axis({ scale: "rows", label: "rows/s", size: wide, values: (u, splits) => splits.map(short) }),
      axis({ scale: "bytes", side: 1, label: "MB/s", size: wide, grid: { show: false }, values: (u, splits) => splits.map(short) }),
    ],
  }, rows];
};
show({ box: byId("chart"), heights: [240, 320], make, about: "Line chart of rows/s and MB/s over time. " + peak });
