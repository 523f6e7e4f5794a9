// The report of tuning.
const tune = data;
const two = format({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

// What the charts show: the candidates by chunk size and workers; a size in bytes stands at the rows that fit into it.
const of = (kind) => tune.results.filter((result) => result.kind === kind);
const candidates = of("candidate"), [baseline] = of("baseline"), [standard] = of("default");
const distinct = (list) => [...new Set(list)].sort((a, b) => a - b);
const sizes = distinct(candidates.map((result) => result.chunkRows));
const workers = distinct(candidates.map((result) => result.workers));
const labels = new Map(candidates.map((result) => [result.chunkRows, result.chunkUnit === "rows" ? count(result.chunkSize) : result.chunk]));
const inRows = candidates.every((result) => result.chunkUnit === "rows");
const xs = distinct([...sizes, standard.chunkRows]);
const at = (results) => xs.map((x) => results.find((result) => result.chunkRows === x) || null);
const lines = workers.map((n) => at(candidates.filter((result) => result.workers === n)));
const rates = (results) => results.map((result) => (result ? result.rowsPerSecond : null));
const best = tune.results[tune.recommended];
const top = Math.max(...tune.results.map((result) => result.fastestRowsPerSecond)) * 1.08;
byId("chunks-caption").textContent = "Points are medians" + (tune.runs > 1 ? `, bars reach from the slowest to the fastest of ${tune.runs} runs` : " of one run")
  + ". The baseline has one worker and one chunk; the default is what a load without settings does, here "
  + `${plural(standard.workers, "worker")} and chunks of ${standard.chunk}`
  + (standard.chunkUnit === "bytes" ? ` (about ${plural(Math.round(standard.chunkRows), "row")})` : "") + ".";

const dots = (stroke, size = 8) => ({ show: true, size, stroke, fill: stroke });

// Texts of ticks that would overlap are left out, from the left.
const spaced = (u, splits, show) => {
  let free = -Infinity;
  return splits.map((value) => {
    const text = show(value), middle = u.valToPos(value, "x"), half = text.length * 3.6 + 4;
    if (middle - half < free) { return ""; }
    free = middle + half;
    return text;
  });
};

// A bar for each point, from the slowest run to the fastest; those of one chunk size stand side by side.
const bars = (u) => {
  const pixel = devicePixelRatio;
  lines.forEach((line, index) => {
    u.ctx.save();
    u.ctx.strokeStyle = colour("c" + index % 8);
    u.ctx.globalAlpha = 0.55;
    u.ctx.lineWidth = 2 * pixel;
    u.ctx.setLineDash([]);
    const aside = (index - (lines.length - 1) / 2) * 3 * pixel;
    line.forEach((result, i) => {
      if (!result || !u.series[index + 1].show) { return; }
      const x = u.valToPos(xs[i], "x", true) + aside;
      u.ctx.beginPath();
      u.ctx.moveTo(x, u.valToPos(result.slowestRowsPerSecond, "y", true));
      u.ctx.lineTo(x, u.valToPos(result.fastestRowsPerSecond, "y", true));
      u.ctx.stroke();
    });
    u.ctx.restore();
  });
};

function ofChunks() {
  const ends = [xs[0] / 1.4, xs[xs.length - 1] * 1.4];
  return [{
    scales: { x: { time: false, distr: 3, log: 2, range: () => ends }, y: { range: () => [0, top] } },
    cursor: { y: false, drag: { x: false, y: false } },
    series: [
      { label: inRows ? "Rows in a chunk" : "Chunk size", value: known((v) => labels.get(v) || "about " + count(v)) },
      ...workers.map((n, i) => ({ label: plural(n, "worker"), stroke: colour("c" + i % 8), width: 2, spanGaps: true,
        dash: i < 8 ? undefined : [8, 3], points: dots(colour("c" + i % 8)), value: known(count) })),
      { label: "default", stroke: colour("text"), width: 0, paths: () => null,
        points: { ...dots(colour("text"), 11), fill: colour("card"), width: 2 }, value: known(count) },
      { label: "baseline", stroke: colour("ideal"), width: 1.5, dash: [6, 5], points: { show: false }, value: known(count) },
    ],
    axes: [
      axis({ label: inRows ? "rows in a chunk" : "chunk size", size: 34, splits: () => sizes, filter: (u, splits) => splits,
        values: (u, splits) => spaced(u, splits, (x) => labels.get(x) || count(x)) }),
      axis({ label: "rows/s", size: wide, values: (u, splits) => splits.map(short) }),
    ],
    hooks: { draw: tune.runs > 1 ? [bars] : [] },
  }, [xs, ...lines.map(rates), xs.map((x) => (x === standard.chunkRows ? standard.rowsPerSecond : null)),
    xs.map(() => baseline.rowsPerSecond)]];
}

function ofWorkers() {
  const fastest = tune.fastestByWorkers.map((index) => tune.results[index]);
  const most = workers[workers.length - 1];
  const measured = fastest.map((result) => result.speedUp);
  // All of a steep ideal would press the measured line to the ground; it leaves the chart where it gets too high.
  const height = Math.max(1.2, Math.min(most, Math.max(...measured) * 1.6));
  return [{
    scales: { x: { time: false, range: () => [workers[0] === most ? 0 : workers[0] - most * 0.03, most * 1.03] },
      y: { range: () => [0, height * 1.08] } },
    cursor: { y: false, drag: { x: false, y: false } },
    series: [
      { label: "Workers", value: known(count) },
      { label: "measured", stroke: colour("c0"), width: 2, points: dots(colour("c0")),
        value: (u, v, s, i) => (v == null ? "–" : `${two(v)} (${fastest[i].chunk})`) },
      { label: "ideal", stroke: colour("ideal"), width: 1.5, dash: [6, 5], points: { show: false }, value: known(count) },
    ],
    axes: [
      axis({ label: "workers", size: 34, splits: () => workers, values: (u, splits) => spaced(u, splits, count) }),
      axis({ label: "times the baseline", size: wide, values: (u, splits) => splits.map((v) => String(Math.round(v * 100) / 100)) }),
    ],
  }, [workers, measured, workers]];
}

document.querySelectorAll(".drawn").forEach((section) => { section.hidden = false; });
const heights = [260, 340];
show({ box: byId("chunks"), heights, make: ofChunks,
  about: `Line chart of rows/s by chunk size, one line for each number of workers. Recommended: ${plural(best.workers, "worker")}, ${best.chunk}.` });
show({ box: byId("speedup"), heights, make: ofWorkers, about: "Line chart of the speed-up by number of workers, with the ideal." });
