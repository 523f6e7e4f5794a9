// What the scripts of all reports share: the data, numbers, and charts that follow the page's width and colours.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

// Numbers.
const format = (options) => { const f = new Intl.NumberFormat("en", options); return (n) => f.format(n); };
const count = format({ maximumFractionDigits: 0 });
const short = format({ notation: "compact", maximumSignificantDigits: 3 });
const plural = (n, word) => count(n) + " " + word + (n === 1 ? "" : "s");
const known = (show) => (u, v) => (v == null ? "–" : show(v));

// Parts of a chart's options.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const font = "12px system-ui, sans-serif";
const axis = (more) => ({ stroke: colour("soft"), font, labelFont: font, labelSize: 18, labelGap: 2,
  grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1, size: 5 }, ...more });
const wide = (u, labels) => 14 + 7 * Math.max(4, ...(labels || []).map((label) => label.length));

// A chart has a box, heights (of a narrow and a wide one), a text about it, and makes options and points anew for each drawing.
const charts = [];
const sized = ({ heights: [low, high] }, width) => ({ width, height: width < 600 ? low : high });
function draw(chart, width) {
  if (chart.plot) { chart.plot.destroy(); }
  const [options, points] = chart.make();
  chart.plot = new uPlot({ ...sized(chart, width), ...options }, points, chart.box);
  const canvas = chart.plot.root.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", chart.about);
}
const drawAll = (width) => charts.forEach((chart) => draw(chart, width || chart.box.clientWidth));
function show(chart) {
  charts.push(chart);
  draw(chart, chart.box.clientWidth);
  new ResizeObserver(() => requestAnimationFrame(() => {
    const width = chart.box.clientWidth;
    if (width > 0 && width !== chart.plot.width) { chart.plot.setSize(sized(chart, width)); }
  })).observe(chart.box);
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());

// On paper: light colours, the width of a page, and nothing folded.
let folded = [];
addEventListener("beforeprint", () => {
  document.documentElement.classList.add("printing");
  folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((details) => { details.open = true; });
  drawAll(640);
});
addEventListener("afterprint", () => {
  document.documentElement.classList.remove("printing");
  folded.forEach((details) => { details.open = false; });
  drawAll();
});
