/**
 * Runs over time. `pick` is called with a run that is clicked, `tell` with the one under the pointer or undefined.
 */
function makeChart(host, pick, tell) {
  const HEIGHT = 290;
  const MANY = 1500;
  let plot, runs, segment, metric, range, colours;

  function show(newSegment, newMetric) {
    const same = plot && segment && segment.metric === newSegment.metric && metric === newMetric;
    segment = newSegment;
    metric = newMetric;
    runs = segment.runs;
    const data = columns();
    range = within(data[2]);
    readColours();
    host.setAttribute('aria-label', label());
    if (same) {
      plot.setData(data);
      return;
    }
    if (plot) plot.destroy();
    plot = new uPlot(options(), data, host);
  }

  function label() {
    return metric + ' of ' + counted(runs.length, 'run') + '; the table below has the same figures';
  }

  /** The run's place, the running best, the value. */
  function columns() {
    const xs = [], best = [], values = [];
    const primary = metric === segment.metric;
    let reached = null;
    runs.forEach((run, index) => {
      const value = valueOf(run, metric, segment);
      if (primary && run.status === 'keep' && value !== undefined && (reached === null || better(value, reached))) reached = value;
      xs.push(index + 1);
      best.push(reached);
      values.push(value === undefined ? null : value);
    });
    return [xs, best, values];
  }

  const better = (a, b) => segment.direction === 'lower' ? a < b : a > b;

  /** All that was kept and nearly all else: one run that is ten times worse must not flatten the others. */
  function within(values) {
    const sorted = values.filter(value => value !== null).sort((a, b) => a - b);
    if (sorted.length === 0) return [0, 1];
    const cut = Math.floor(sorted.length * 0.03);
    let low = sorted[cut], high = sorted[sorted.length - 1 - cut];
    runs.forEach((run, index) => {
      if (run.status !== 'keep' || values[index] === null) return;
      const ends = metric === segment.metric && run.from !== undefined ? [run.from, run.to] : [];
      low = Math.min(low, values[index], ...ends);
      high = Math.max(high, values[index], ...ends);
    });
    const room = (high - low) * 0.1 || Math.abs(high) * 0.05 || 1;
    return [low - room, high + room];
  }

  function readColours() {
    colours = {};
    for (const name of ['good', 'bad', 'warn', 'grey', 'dim', 'line']) colours[name] = colour('--' + name);
  }

  function options() {
    const axis = {stroke: () => colours.dim, grid: {stroke: () => colours.line, width: 1}, ticks: {show: false}, font: '12px system-ui, sans-serif'};
    return {
      width: Math.max(200, host.clientWidth),
      height: HEIGHT,
      legend: {show: false},
      cursor: {points: {show: false}, y: false},
      scales: {x: {time: false, range: (u, low, high) => [low - 0.5, high + 0.5]}, y: {range: () => range}},
      axes: [
        {...axis, size: 30, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000], values: (u, ticks) => ticks.map(runNumber)},
        {...axis, size: 62, values: (u, ticks) => ticks.map(figure)},
      ],
      series: [
        {},
        {stroke: () => colours.good, width: 2, paths: uPlot.paths.stepped({align: 1}), points: {show: false}},
        {paths: () => null, points: {show: false}},
      ],
      hooks: {draw: [drawRuns], setCursor: [hover], ready: [listen]},
    };
  }

  const runNumber = place => runs[place - 1] ? String(runs[place - 1].number) : '';

  function drawRuns(u) {
    const {ctx, bbox} = u;
    const ratio = devicePixelRatio || 1;
    const primary = metric === segment.metric;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const status of ['discard', 'checks_failed', 'crash', 'keep'])
      runs.forEach((run, index) => {
        if (run.status !== status) return;
        const x = u.valToPos(index + 1, 'x', true);
        if (primary && run.from !== undefined && (status === 'keep' || runs.length < 200)) whisker(u, run, x, ratio);
        const at = place(u, run);
        if (status === 'crash' || at === undefined) cross(ctx, x, edge(bbox, ratio), ratio);
        else dot(ctx, run, x, at, ratio);
      });
    ctx.restore();
  }

  /** Where a value is drawn; one beyond the axis is at its end. */
  function place(u, run) {
    const value = valueOf(run, metric, segment);
    if (value === undefined) return undefined;
    return u.valToPos(Math.min(range[1], Math.max(range[0], value)), 'y', true);
  }

  /** The worse end of the chart, where the runs without a value are. */
  function edge(bbox, ratio) {
    return segment.direction === 'lower' ? bbox.top + 7 * ratio : bbox.top + bbox.height - 7 * ratio;
  }

  function dot(ctx, run, x, y, ratio) {
    const kept = run.status === 'keep';
    ctx.fillStyle = kept ? colours.good : run.status === 'checks_failed' ? colours.warn : colours.grey;
    const size = (kept ? 4.5 : runs.length > MANY ? 1.5 : 3) * ratio;
    if (!kept && runs.length > MANY) {
      ctx.fillRect(x - size, y - size, 2 * size, 2 * size);
      return;
    }
    ctx.beginPath();
    ctx.arc(x, y, size, 0, 2 * Math.PI);
    ctx.fill();
  }

  function cross(ctx, x, y, ratio) {
    const arm = 3.5 * ratio;
    ctx.strokeStyle = colours.bad;
    ctx.lineWidth = 2 * ratio;
    ctx.beginPath();
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x - arm, y + arm);
    ctx.lineTo(x + arm, y - arm);
    ctx.stroke();
  }

  function whisker(u, run, x, ratio) {
    const {ctx} = u;
    const ends = [run.from, run.to].map(value => u.valToPos(value, 'y', true));
    ctx.strokeStyle = run.status === 'keep' ? colours.good : colours.grey;
    ctx.lineWidth = ratio;
    ctx.beginPath();
    ctx.moveTo(x, ends[0]);
    ctx.lineTo(x, ends[1]);
    for (const end of ends) {
      ctx.moveTo(x - 3 * ratio, end);
      ctx.lineTo(x + 3 * ratio, end);
    }
    ctx.stroke();
  }

  function hover(u) {
    const {idx, left} = u.cursor;
    tell(left >= 0 && idx !== null && idx !== undefined ? runs[idx] : undefined);
  }

  /** A click opens the nearest run; a drag zooms, and a double click shows all again. */
  function listen(u) {
    let down = 0;
    u.over.addEventListener('mousedown', event => { down = event.clientX; });
    u.over.addEventListener('click', event => {
      const run = nearest(u);
      if (run && Math.abs(event.clientX - down) < 4) pick(run);
    });
  }

  function nearest(u) {
    const {left, top} = u.cursor;
    let found, closest = 24 * 24;
    runs.forEach((run, index) => {
      const across = u.valToPos(index + 1, 'x') - left;
      if (Math.abs(across) > 24) return;
      const at = run.status === 'crash' ? undefined : place(u, run);
      const down = (at === undefined ? edge(u.bbox, devicePixelRatio) - u.bbox.top : at - u.bbox.top) / devicePixelRatio - top;
      if (across * across + down * down < closest) {
        closest = across * across + down * down;
        found = run;
      }
    });
    return found;
  }

  new ResizeObserver(() => {
    if (plot && Math.abs(plot.width - host.clientWidth) > 1) plot.setSize({width: host.clientWidth, height: HEIGHT});
  }).observe(host);

  function repaint() {
    if (!plot) return;
    readColours();
    plot.redraw(false, true);
  }

  return {show, repaint};
}
