/**
 * Runs over time. `pick` is called with a run that is clicked or entered, `tell` with the one under the pointer or reached
 * by the keyboard, or undefined.
 */
function makeChart(host, pick, tell) {
  const HEIGHT = 290;
  const MANY = 1500;
  let plot, runs, segment, metric, which, range, colours, here = -1;

  /** What was zoomed or reached stays, unless it is another segment, or a journal that was reset. */
  function show(newSegment, newMetric, newWhich) {
    const same = plot && which === newWhich && metric === newMetric && segment.metric === newSegment.metric && runs.length <= newSegment.runs.length;
    if (!same) here = -1;
    which = newWhich;
    segment = newSegment;
    metric = newMetric;
    runs = segment.runs;
    const data = columns();
    range = rangeOf(data[2].filter(value => value !== null), settled(data[2]));
    readColours();
    host.setAttribute('aria-label', label());
    if (same) renew(data);
    else {
      if (plot) plot.destroy();
      plot = new uPlot(options(), data, host);
    }
    tell(seen(plot));
  }

  /** New data; where somebody looks at a part, that part stays. */
  function renew(data) {
    const {min, max} = plot.scales.x;
    const isPart = min > 0.6 || max < plot.data[0].length + 0.4;
    plot.setData(data, !isPart);
    if (isPart) plot.setScale('x', {min: min + 0.5, max: max - 0.5});
  }

  function label() {
    return metric + ' of ' + counted(runs.length, 'run') + '. Left and right go from run to run, up and down from one kept run to the next, Enter opens the evidence.';
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
      best.push(reached === null ? null : drawable(reached));
      values.push(value === undefined ? null : drawable(value));
    });
    return [xs, best, values];
  }

  /** What must be seen: what was kept, with its intervals. */
  function settled(values) {
    const found = [];
    runs.forEach((run, index) => {
      if (run.status !== 'keep' || values[index] === null) return;
      found.push(values[index]);
      if (metric === segment.metric && run.from !== undefined) found.push(drawable(run.from), drawable(run.to));
    });
    return found;
  }

  /** Beyond this an axis could not be divided any more. */
  const drawable = value => Math.max(-1e300, Math.min(1e300, value));

  const better = (a, b) => segment.direction === 'lower' ? a < b : a > b;

  function readColours() {
    colours = {};
    for (const name of ['good', 'bad', 'warn', 'grey', 'dim', 'line', 'accent']) colours[name] = colour('--' + name);
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
        {...axis, size: 62, values: (u, ticks) => ticks.map(tick => isEmpty() ? '' : figure(tick))},
      ],
      series: [
        {},
        {stroke: () => colours.good, width: 2, paths: uPlot.paths.stepped({align: 1}), points: {show: false}},
        {paths: () => null, points: {show: false}},
      ],
      hooks: {draw: [drawRuns], setCursor: [u => tell(seen(u))], ready: [listen]},
    };
  }

  /** An axis of numbers that nobody measured would be an invention. */
  const isEmpty = () => !runs.some(run => valueOf(run, metric, segment) !== undefined);

  const runNumber = place => runs[place - 1] ? String(runs[place - 1].number) : '';

  function drawRuns(u) {
    const {ctx, bbox} = u;
    const ratio = devicePixelRatio || 1;
    const primary = metric === segment.metric;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const status of ['discard', 'checks_failed', 'crash', 'revoked', 'keep'])
      runs.forEach((run, index) => {
        if (run.status !== status) return;
        const x = u.valToPos(index + 1, 'x', true);
        if (primary && run.from !== undefined && (status === 'keep' || runs.length < 200)) whisker(u, run, x, ratio);
        const at = place(u, run);
        if (status === 'crash') {
          ctx.strokeStyle = colours.bad;
          drawCross(ctx, x, edge(bbox, ratio), ratio);
        }
        else if (at !== undefined) dot(ctx, run, x, at, ratio);
      });
    if (runs[here]) ring(u, runs[here], ratio);
    ctx.restore();
  }

  /** Around the run that the keyboard has reached. */
  function ring(u, run, ratio) {
    const at = run.status === 'crash' ? undefined : place(u, run);
    u.ctx.strokeStyle = colours.accent;
    drawHollow(u.ctx, u.valToPos(here + 1, 'x', true), at === undefined ? edge(u.bbox, ratio) : at, 8 * ratio, ratio);
  }

  /** Where a value is drawn; one beyond the axis is just inside its end. */
  function place(u, run) {
    const value = valueOf(run, metric, segment);
    if (value === undefined) return undefined;
    const inset = 5 * (devicePixelRatio || 1) * beyond(value);
    return u.valToPos(Math.min(range[1], Math.max(range[0], value)), 'y', true) + inset;
  }

  /** 1 above the axis, -1 below it, else 0. */
  const beyond = value => value > range[1] ? 1 : value < range[0] ? -1 : 0;

  /** The worse end of the chart, where the runs without a value are. */
  function edge(bbox, ratio) {
    return segment.direction === 'lower' ? bbox.top + 7 * ratio : bbox.top + bbox.height - 7 * ratio;
  }

  function dot(ctx, run, x, y, ratio) {
    const kept = run.status === 'keep';
    ctx.strokeStyle = kept ? colours.good : colours.grey;
    ctx.fillStyle = kept ? colours.good : run.status === 'checks_failed' ? colours.warn : colours.grey;
    const far = beyond(valueOf(run, metric, segment));
    if (far !== 0) drawTriangle(ctx, x, y, 4 * ratio, far);
    else if (run.provisional) drawHollow(ctx, x, y, 4.5 * ratio, ratio);
    else if (run.status === 'revoked') drawCross(ctx, x, y, ratio);
    else if (!kept && runs.length > MANY) ctx.fillRect(x - 1.5 * ratio, y - 1.5 * ratio, 3 * ratio, 3 * ratio);
    else drawDot(ctx, x, y, (kept ? 4.5 : runs.length > MANY ? 1.5 : 3) * ratio);
  }

  function whisker(u, run, x, ratio) {
    u.ctx.strokeStyle = run.status === 'keep' ? colours.good : colours.grey;
    drawInterval(u.ctx, x, u.valToPos(run.from, 'y', true), u.valToPos(run.to, 'y', true), ratio);
  }

  /** The run under the pointer, else the one that the keyboard has reached. */
  function seen(u) {
    const {idx, left} = u.cursor;
    const isOver = left >= 0 && idx !== null && idx !== undefined;
    return isOver ? runs[idx] : document.activeElement === host ? runs[here] : undefined;
  }

  /** The next kept run in a direction; where there is none, the same run. */
  function kept(by) {
    for (let index = here + by; index >= 0 && index < runs.length; index += by) if (runs[index].status === 'keep') return index;
    return here;
  }

  host.addEventListener('keydown', event => {
    if (runs.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const start = here < 0 ? runs.length : here;
    const moves = {
      ArrowLeft: start - 1, ArrowRight: here < 0 ? 0 : here + 1, ArrowUp: kept(1), ArrowDown: here < 0 ? lastKept() : kept(-1),
      PageUp: start - 10, PageDown: here + 10, Home: 0, End: runs.length - 1,
    };
    if (event.key in moves) go(moves[event.key]);
    else if (event.key === 'Enter' && runs[here]) pick(runs[here]);
    else return;
    event.preventDefault();
  });

  const lastKept = () => runs.reduce((last, run, index) => run.status === 'keep' ? index : last, runs.length - 1);

  host.addEventListener('blur', () => tell(undefined));

  function go(index) {
    here = Math.max(0, Math.min(runs.length - 1, index));
    const {min, max} = plot.scales.x;
    const by = here + 1 < min ? here + 0.5 - min : here + 1 > max ? here + 1.5 - max : 0;
    if (by === 0) plot.redraw(false, false);
    else plot.setScale('x', {min: min + by + 0.5, max: max + by - 0.5});
    tell(runs[here]);
  }

  /** The run that is looked at elsewhere is the one that the keyboard goes on from. */
  function select(run) {
    here = runs.indexOf(run);
    plot.redraw(false, false);
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

  return {show, repaint, select};
}
