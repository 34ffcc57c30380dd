/** What is known of one run, in a dialog at the side. `beside(run, by)` gives the run some rows away, if there is one. */
function makeEvidence(beside, select) {
  const dialog = byId('evidence');
  const MOST_PAIRS = 40;
  const FEWEST_VALUES = 6;
  let run, segment, width;

  function show(newRun, newSegment) {
    run = newRun;
    segment = newSegment;
    // drawn at its own size, so that the words in it can be read on a phone
    width = Math.min(560, innerWidth - 24);
    dialog.replaceChildren(tools(), ...content().filter(Boolean));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }

  /** The data came anew: the same run may have more to tell. */
  function renew(newSegment) {
    if (!dialog.open) return;
    const same = newSegment.runs.find(one => one.number === run.number);
    if (same && JSON.stringify(same) !== JSON.stringify(run)) show(same, newSegment);
  }

  function tools() {
    const bar = element('div', 'tools');
    for (const [name, by, label] of [['←', -1, 'Run above'], ['→', 1, 'Run below']]) {
      const button = element('button', '', name);
      button.disabled = !beside(run, by);
      button.setAttribute('aria-label', label);
      button.addEventListener('click', () => step(by));
      bar.append(button);
    }
    const close = element('button', '', 'Close');
    close.addEventListener('click', () => dialog.close());
    bar.append(close);
    return bar;
  }

  function step(by) {
    const next = beside(run, by);
    if (!next) return;
    select(next);
    show(next, segment);
    dialog.querySelectorAll('.tools button')[by < 0 ? 0 : 1].focus();
  }

  dialog.addEventListener('keydown', event => {
    if (event.key === 'ArrowLeft') step(-1);
    else if (event.key === 'ArrowRight') step(1);
  });
  dialog.addEventListener('click', event => {
    if (event.target === dialog && event.clientX < dialog.getBoundingClientRect().left) dialog.close();
  });

  function content() {
    const title = element('h2', run.status === 'revoked' ? 'struck' : '', '#' + run.number + ' ' + run.description);
    title.id = 'evidence-title';
    title.dir = 'auto';
    const status = element('p', 'verdict ' + run.status, symbolOf(run) + ' ' + outcomeOf(run) + '   ' + run.result);
    return [
      title, status, run.reason && element('p', 'verdict', run.reason), run.settled && element('p', 'verdict', run.settled),
      ...part('Change of ' + segment.metric + ', 90 % interval', interval()),
      ...part(pairsTitle(), pairs()),
      ...part('Executions', strip()),
      ...part('How the values lie' + (run.compared ? ': ● candidate above, ○ incumbent below' : ''), histogram()),
      ...part('Notes', facts(run.notes || [])),
      ...part('Other metrics', facts(Object.entries(run.metrics || {}).map(([name, value]) => [name, figure(value)]))),
      ...part('Output', run.tail && element('pre', '', run.tail.join('\n'))),
      ...part('Facts', facts(plainFacts())),
    ];
  }

  const part = (title, shown) => shown ? [element('h3', '', title), shown] : [];

  function plainFacts() {
    const found = [['logged', new Date(run.logged).toLocaleString()]];
    if (run.change && !run.reason) found.push(['change', changeOf(run)]);
    if (run.commit) found.push(['commit', run.commit]);
    if (run.rule) found.push(['rule', run.rule]);
    if (run.ended) found.push(['benchmark', run.ended + ' in ' + duration(run.seconds)]);
    const ran = run.command || segment.command;
    if (ran) found.push(['command', element('code', '', ran)]);
    if (segment.audited[run.number]) found.push(['audit', segment.audited[run.number]]);
    for (const warning of run.warnings || []) found.push(['warning', warning]);
    if (run.stored) found.push(['bring it back', element('code', '', command('restore ' + run.number))]);
    found.push([segment.git ? 'its diff' : 'in full', element('code', '', command('show ' + run.number))]);
    return found;
  }

  function facts(entries) {
    if (entries.length === 0) return undefined;
    const list = element('dl', 'facts');
    for (const [name, value] of entries) {
      const shown = element('dd', '', value);
      shown.dir = 'auto';
      list.append(element('dt', '', name), shown);
    }
    return list;
  }

  function drawn(height, label, ...shapes) {
    const svg = shape('svg', {viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': label});
    svg.append(...shapes);
    return svg;
  }

  function shape(tag, attributes, text) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /** From values to places across, with some room at both ends. */
  function across(values, left) {
    const low = Math.min(...values), high = Math.max(...values);
    const room = (high - low) * 0.08 || Math.abs(high) * 0.02 || 1;
    return value => left + (value - low + room) / (high - low + 2 * room) * (width - left - 10);
  }

  function interval() {
    if (run.effect === undefined || run.low === undefined) return undefined;
    const at = across([run.low, run.high, run.effect, 0], 10);
    const words = value => run.relative ? percent(100 * value) : (value > 0 ? '+' : '') + withUnit(value, segment.unit);
    const [left, right] = [run.low, run.high].map(at).sort((a, b) => a - b);
    const label = words(run.effect) + ', from ' + words(run.high) + ' to ' + words(run.low);
    const anchor = x => x < 60 ? 'start' : x > width - 60 ? 'end' : 'middle';
    return drawn(66, label,
      shape('line', {class: 'axis', x1: 0, x2: width, y1: 24, y2: 24}),
      shape('rect', {class: 'band', x: left, width: Math.max(2, right - left), y: 12, height: 24, rx: 4}),
      shape('line', {class: 'zero', x1: at(0), x2: at(0), y1: 2, y2: 46}),
      shape('circle', {class: 'candidate', cx: at(run.effect), cy: 24, r: 6}),
      shape('text', {x: at(0), y: 60, 'text-anchor': anchor(at(0))}, 'no change'),
      shape('text', {x: 0, y: 60}, Math.abs(at(0)) > 160 ? label : ''),
      shape('text', {x: width, y: 60, 'text-anchor': 'end'}, Math.abs(at(0)) > 160 ? '' : label));
  }

  function pairsTitle() {
    const count = (run.compared || []).length;
    return counted(count, 'pair') + (count > MOST_PAIRS ? ', the first ' + MOST_PAIRS : '') + ': ○ incumbent, ● candidate, in ' + (segment.unit || segment.metric);
  }

  function pairs() {
    if (!run.compared) return undefined;
    const some = run.compared.slice(0, MOST_PAIRS);
    const at = across(some.flat(), 34);
    const height = 20, foot = some.length * height + 20;
    const shapes = some.flatMap(([incumbent, candidate], index) => {
      const y = index * height + 12;
      const gained = segment.direction === 'lower' ? candidate < incumbent : candidate > incumbent;
      return [
        shape('text', {x: 24, y: y + 4, 'text-anchor': 'end'}, index + 1),
        shape('line', {class: gained ? 'better' : 'worse', x1: at(incumbent), x2: at(candidate), y1: y, y2: y}),
        shape('circle', {class: 'incumbent', cx: at(incumbent), cy: y, r: 4.5}),
        shape('circle', {class: 'candidate', cx: at(candidate), cy: y, r: 4.5}),
      ];
    });
    return drawn(foot + 4, counted(some.length, 'pair'), ...shapes, ...ends(some.flat(), at, foot));
  }

  /** The executions of a run that was compared with nothing. */
  function strip() {
    if (!run.values || run.values.length < 2) return undefined;
    const some = run.values.slice(0, 2000);
    const at = across(some, 10);
    const dots = some.map((value, index) => shape('circle', {class: 'candidate', cx: at(value), cy: 12 + (index % 4) * 7, r: 4, 'fill-opacity': 0.7}));
    return drawn(62, counted(some.length, 'execution'), ...dots, ...ends(some, at, 58));
  }

  /** How often which value: the candidate's bars above the axis, the incumbent's below. Few values say nothing of that. */
  function histogram() {
    const candidate = run.compared ? run.compared.map(pair => pair[1]) : run.values || [];
    const incumbent = run.compared ? run.compared.map(pair => pair[0]) : [];
    const all = [...candidate, ...incumbent];
    const low = Math.min(...all), high = Math.max(...all);
    if (all.length < FEWEST_VALUES || !(high > low)) return undefined;
    const bins = Math.min(24, Math.max(6, Math.ceil(2 * Math.cbrt(all.length))));
    const counts = values => {
      const found = new Array(bins).fill(0);
      for (const value of values) found[Math.min(bins - 1, Math.floor((value - low) / (high - low) * bins))]++;
      return found;
    };
    const above = counts(candidate), below = counts(incumbent);
    const most = Math.max(...above, ...below), wide = (width - 20) / bins, axis = 48;
    const bar = (name, count, bin, up) => {
      const tall = count / most * 40;
      return shape('rect', {class: name, x: 10 + bin * wide + 1, width: wide - 2, y: up ? axis - tall : axis, height: tall});
    };
    const bars = [...above.map((count, bin) => bar('candidate', count, bin, true)), ...below.map((count, bin) => bar('incumbent', count, bin, false))];
    const foot = run.compared ? 106 : 64;
    return drawn(foot + 4, 'histogram of ' + counted(all.length, 'value'), ...bars,
      shape('line', {class: 'axis', x1: 10, x2: width - 10, y1: axis, y2: axis}),
      ...ends(all, value => 10 + (value - low) / (high - low) * (width - 20), foot));
  }

  function ends(values, at, y) {
    const low = Math.min(...values), high = Math.max(...values);
    const labels = [shape('text', {x: at(low), y}, withUnit(low, segment.unit))];
    if (high > low) labels.push(shape('text', {x: at(high), y, 'text-anchor': 'end'}, withUnit(high, segment.unit)));
    return labels;
  }

  return {show, renew};
}
