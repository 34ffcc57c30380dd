/** The page: one board at a time, from the file itself or from the server that it came from. */
(() => {
  let board, segment, chosen, metric;
  const statuses = new Set();
  const table = makeTable(run => evidence.show(run, segment));
  const evidence = makeEvidence(table.beside, run => {
    table.select(run);
    chart.select(run);
  });
  const chart = makeChart(byId('chart'), run => {
    table.select(run);
    chart.select(run);
    evidence.show(run, segment);
  }, under);

  function show(newBoard) {
    const followed = !board || chosen === board.segments.length - 1;
    board = newBoard;
    if (followed || chosen >= board.segments.length) chosen = board.segments.length - 1;
    segment = board.segments[chosen];
    sessionName = board.session;
    chooseMetric();
    head();
    summary();
    filters();
    ideas();
    byId('chart-panel').hidden = segment.runs.length === 0;
    chart.show(segment, metric, chosen);
    table.show(segment, chosen);
    byId('runs-title').textContent = segment.parameters ? 'Variants' : 'Runs';
    evidence.renew(segment);
    performance.mark('shown');
  }

  function head() {
    document.title = board.name + ' · autoresearch';
    byId('name').textContent = segment.name || board.name;
    byId('goal').textContent = [
      segment.metric + (segment.unit ? ' in ' + segment.unit : '') + ', ' + segment.direction + ' is better',
      board.session && 'session ' + board.session, board.branch && 'branch ' + board.branch,
    ].filter(Boolean).join('   ·   ');
    options(byId('segment'), board.segments.map((one, index) => [index, (index + 1) + ': ' + (one.name || one.metric) + ', ' + counted(one.runs.length, 'run')]), chosen);
    byId('segment-label').hidden = board.segments.length < 2;
    const notices = [...board.warnings.map(text => 'warning: ' + text)];
    if (board.pending) notices.push('a run waits to be logged: ' + board.pending.what + '   ' + command(board.pending.command));
    byId('notice').hidden = notices.length === 0;
    byId('notice').textContent = notices.join('\n');
  }

  function options(select, entries, value) {
    const known = JSON.stringify(entries);
    if (select.dataset.entries !== known) {
      select.dataset.entries = known;
      select.replaceChildren(...entries.map(([key, text]) => {
        const option = element('option', '', text);
        option.value = key;
        return option;
      }));
    }
    select.value = value;
  }

  function chooseMetric() {
    const names = new Set([segment.metric]);
    for (const run of segment.runs) for (const name in run.metrics || {}) names.add(name);
    if (!names.has(metric)) metric = segment.metric;
    options(byId('metric'), [...names].map(name => [name, name]), metric);
    byId('metric-label').hidden = names.size < 2;
  }

  function tile(title, main, below, words) {
    return element('dl', 'tile', element('dt', '', title), element('dd', words ? 'words' : '', ...main), element('p', '', below));
  }

  function summary() {
    const best = segment.best_run;
    const gained = segment.change !== null && (segment.direction === 'lower' ? segment.change < 0 : segment.change > 0);
    const change = segment.change === null || best === segment.baseline_run ? [] : [' ', element('span', gained ? 'good' : '', percent(segment.change))];
    const tiles = [
      tile('baseline → best', [segment.best || 'nothing kept yet', ...change], segment.baseline ? best === segment.baseline_run ? 'nothing better yet' : 'from ' + segment.baseline + (best ? ', best is #' + best : '') : ''),
      tile('runs', [String(segment.runs.length)], STATUSES.filter(one => segment.counts[one.word]).map(one => segment.counts[one.word] + ' ' + one.past).join(', ')),
    ];
    if (segment.verified) tiles.splice(1, 0, tile('verified total', [segment.verified], '90 % interval ' + segment.verified_interval + ', baseline and HEAD side by side'));
    else if (best && best !== segment.baseline_run && segment.git) tiles.splice(1, 0, tile('verified total', ['not yet'], command('verify') + ' measures it', true));
    if (segment.gains) tiles.push(tile('gains', [segment.gains.split(', ')[0]], segment.gains.split(', ').slice(1).join(', ')));
    else if (segment.confidence_words) tiles.push(tile('confidence', [segment.confidence], segment.confidence_words));
    const pending = board.ideas.filter(idea => !idea.done).length;
    if (board.trial) tiles.push(trial(board.trial));
    if (board.loop) tiles.push(loop(board.loop));
    else if (pending && !board.trial) tiles.push(tile('ideas', [String(pending)], 'pending'));
    byId('summary').replaceChildren(...tiles);
  }

  /** What is measured now; its bar is full where the evidence suffices. */
  function trial(one) {
    const far = one.pairs === undefined ? counted(one.executions, 'execution') + ' so far'
      : counted(one.pairs, 'pair') + ', ' + one.change + ', ' + one.evidence;
    const made = tile('being measured', [one.description], far, true);
    if (one.share === undefined) return made;
    const bar = element('progress');
    bar.value = one.share;
    bar.setAttribute('aria-label', one.evidence);
    made.append(bar);
    return made;
  }

  function loop(one) {
    const cost = one.cost_usd > 0 ? ', ' + dollars(one.cost_usd) : '';
    const left = one.ended ? [] : one.left.map(limit => 'left: ' + limit);
    const below = [one.agent, one.losses && counted(one.losses, 'iteration') + ' since the last keep', ...left].filter(Boolean).join('; ');
    return tile(one.ended ? 'loop, ended: ' + one.ended : 'loop', [counted(one.iterations, 'iteration') + cost], below, true);
  }

  function filters() {
    byId('filters').replaceChildren(...STATUSES.filter(one => segment.counts[one.word] || statuses.has(one.word)).map(one => {
      const button = element('button', '', one.past + ' ' + segment.counts[one.word]);
      button.type = 'button';
      button.dataset.status = one.word;
      button.setAttribute('aria-pressed', statuses.has(one.word));
      button.addEventListener('click', () => {
        if (!statuses.delete(one.word)) statuses.add(one.word);
        button.setAttribute('aria-pressed', statuses.has(one.word));
        narrow();
      });
      return button;
    }));
  }

  const narrow = () => table.narrow(byId('search').value, statuses);

  function ideas() {
    const inOrder = [...board.ideas.filter(idea => !idea.done), ...board.ideas.filter(idea => idea.done)];
    // a sweep follows its parameters, and needs the room for them
    byId('ideas-panel').hidden = Boolean(segment.parameters) && inOrder.length === 0;
    byId('ideas').replaceChildren(...inOrder.map(idea => {
      const item = element('li', idea.done ? 'done' : '', idea.number + '  ' + idea.text);
      item.dir = 'auto';
      return item;
    }));
    if (inOrder.length === 0) byId('ideas').append(element('li', 'dim', 'none: ' + command('ideas add "what to try"')));
  }

  const part = ([name, text]) => element('span', name, text);

  const LEGEND = {keep: ['keep', '● kept'], discard: ['grey', '● discarded'], crash: ['crash', '✗ crashed'], checks_failed: ['warn', '● checks failed'], revoked: ['grey', '✕ revoked']};

  /** One run below the chart, told aloud when the keyboard went there; else what the signs mean. */
  function under(run) {
    const facts = run && [['', '#' + run.number], ['', run.result], ['', changeOf(run)], [run.status, outcomeOf(run)], ['', run.description]];
    const legend = STATUSES.filter(one => segment.counts[one.word]).map(one => LEGEND[one.word]);
    if (segment.runs.some(one => one.provisional)) legend.push(['keep', '○ kept for now']);
    if (segment.counts.keep) legend.push(['keep', '▬ running best']);
    if (legend.length) legend.push(['dim', 'click a run, drag to zoom, double click for all'], ['dim keys', 'keys: ← → ↑ ↓ Enter']);
    byId('under').replaceChildren(...(facts || legend).map(part));
    const isKeyed = run && document.activeElement === byId('chart');
    const words = isKeyed ? facts.map(([, text]) => text).filter(Boolean).join(', ') : '';
    // the same words set anew would be told aloud again
    if (byId('told').textContent !== words) byId('told').textContent = words;
  }

  byId('search').addEventListener('input', narrow);
  byId('segment').addEventListener('change', event => {
    chosen = Number(event.target.value);
    show(board);
  });
  byId('metric').addEventListener('change', event => {
    metric = event.target.value;
    chart.show(segment, metric, chosen);
  });

  const THEMES = ['auto', 'light', 'dark'];
  function theme(name) {
    document.documentElement.dataset.theme = name;
    byId('theme').textContent = 'theme: ' + name;
    chart.repaint();
  }
  byId('theme').addEventListener('click', () => theme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % 3]));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', chart.repaint);
  theme('auto');

  function live(state, words) {
    byId('live').dataset.state = state;
    byId('live').textContent = words;
  }

  let asking = false, newest = 0;

  /** Asks for all once at a time; what changes meanwhile is asked for afterwards. */
  async function ask() {
    if (asking) return;
    asking = true;
    let fine = false;
    try {
      const answer = await fetch('data');
      const data = await answer.json();
      fine = answer.ok;
      if (fine) show(data);
      live(fine ? 'live' : 'lost', fine ? 'live' : data.error);
    } catch (lost) {
      live('lost', 'the server is gone');
    }
    asking = false;
    if (fine && board.count < newest) ask();
  }

  /** Puts new and changed runs in their places; a journal that was reset has fewer than before. */
  function renewed(change) {
    return {...change, segments: change.segments.map((part, index) => {
      const runs = board.segments[index] ? board.segments[index].runs.slice(0, part.total) : [];
      for (const [place, run] of part.runs) runs[place] = run;
      return {...part, runs};
    })};
  }

  function hear(change) {
    newest = change.count;
    if (change.error) live('lost', change.error);
    else if (board && change.count <= board.count) live('live', 'live');
    else if (board && change.since === board.count && !asking) {
      show(renewed(change));
      live('live', 'live');
    } else ask();
  }

  let events;

  function follow() {
    events = new EventSource('events');
    events.addEventListener('change', event => hear(JSON.parse(event.data)));
    // a server that was started anew has another token, and a browser does not ask again who refused it
    events.addEventListener('error', () => live('lost', events.readyState === EventSource.CLOSED
      ? 'the server refuses this page: open the address that it printed' : 'the server is gone; waiting for it'));
  }

  const data = byId('data').textContent;
  if (data) {
    live('file', 'a copy, not live');
    show(JSON.parse(data));
  } else {
    live('', 'loading');
    follow();
    // a browser has six connections for all tabs of one server: one that nobody looks at gives its own back
    document.addEventListener('visibilitychange', () => {
      events.close();
      if (!document.hidden) follow();
    });
  }
})();
