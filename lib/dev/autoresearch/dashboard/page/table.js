const NUMBER = {name: 'number', title: '#', text: run => String(run.number), key: run => run.number, descending: true};
const VALUE = {name: 'value', title: 'metric', text: run => run.result, key: run => run.value};
const CHANGE = {name: 'change', title: 'change', text: run => saidByVerdict(run) ? '' : run.change || '', key: run => run.percent};
const VERDICT = {name: 'verdict', title: 'verdict', text: run => run.verdict || '', key: run => run.verdict};
const STATUS = {name: 'status', title: 'status', text: run => symbolOf(run) + ' ' + labelOf(run), key: run => STATUSES.indexOf(statusOf(run))};
const COMMIT = {name: 'commit', title: 'commit', text: run => run.commit || '', key: run => run.commit};
const DESCRIPTION = {name: 'description', title: 'description', text: run => run.description, key: run => run.description.toLowerCase()};
const RUNS = [NUMBER, VALUE, CHANGE, VERDICT, STATUS, COMMIT, DESCRIPTION];

/** What a change that was not measured says stands in the verdict's column, where there is one. */
const saidByVerdict = run => run.change !== undefined && run.change === run.verdict;

/** The columns of a sweep: one for each parameter; its runs are told by them. */
function columnsOfSweep(segment) {
  const parameters = segment.parameters.map(name => {
    const value = run => Object.hasOwn(run.parameters, name) ? run.parameters[name] : undefined;
    return {name: 'parameter', title: name, text: run => String(value(run) ?? ''), key: value};
  });
  const first = {name: 'first', title: 'vs first', text: run => run.from_first === undefined ? '' : percent(run.from_first), key: run => run.from_first};
  const verdict = {...VERDICT, text: run => symbolOf(run) + ' ' + (run.verdict || run.status), key: run => run.verdict || run.status};
  return [NUMBER, ...parameters, {...VALUE, title: segment.metric}, first, {...CHANGE, title: 'vs best then'}, verdict, DESCRIPTION];
}

/**
 * The runs as rows, or the variants of a sweep; only those in sight are in the page, however many there are. `open` is
 * called with a run.
 */
function makeTable(open) {
  const AROUND = 8;
  const grid = byId('runs'), body = byId('rows');
  let all = [], shown = [], active = -1, here, waiting = false;
  let columns = [], heads = [], order, kind;
  let best;
  let search = '', statuses = new Set();

  /** The columns of a segment, those of parameters as wide as their values are. */
  function choose(segment, index) {
    columnsFor(segment, index);
    columns.forEach((column, at) => {
      if (column.name !== 'parameter') return;
      const longest = segment.runs.reduce((most, run) => Math.max(most, column.text(run).length), 5);
      heads[at].style.width = Math.min(260, 24 + 8 * longest) + 'px';
    });
  }

  /** Another segment may have other columns; a sweep's best is what it was made for, and comes first. */
  function columnsFor(segment, index) {
    best = segment.parameters ? segment.best_variant : undefined;
    const newKind = JSON.stringify([index, segment.parameters]);
    if (kind === newKind) return;
    kind = newKind;
    columns = segment.parameters ? columnsOfSweep(segment) : RUNS;
    order = segment.parameters
      ? {column: columns.find(column => column.name === 'value'), descending: segment.direction === 'higher'}
      : {column: NUMBER, descending: true};
    grid.classList.toggle('sweep', Boolean(segment.parameters));
    heads = columns.map(head);
    byId('heads').replaceChildren(...heads);
  }

  function head(column) {
    const button = element('button', '', column.title);
    button.type = 'button';
    button.title = column.title;
    button.addEventListener('click', () => sortBy(column));
    const made = element('th', column.name, button);
    made.setAttribute('role', 'columnheader');
    return made;
  }

  function sortBy(column) {
    const descending = order.column === column ? !order.descending : Boolean(column.descending);
    order = {column, descending};
    arrange();
  }

  function compare(a, b) {
    const left = order.column.key(a), right = order.column.key(b);
    // what has no value is last in either direction
    if (left === undefined || right === undefined) return left === right ? b.number - a.number : left === undefined ? 1 : -1;
    if (left === right) return b.number - a.number;
    // a parameter may have numbers and words
    if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
    return (left < right ? -1 : 1) * (order.descending ? -1 : 1);
  }

  function show(segment, index) {
    choose(segment, index);
    all = segment.runs;
    arrange();
  }

  function narrow(newSearch, newStatuses) {
    search = newSearch.trim().toLowerCase();
    statuses = newStatuses;
    arrange();
    grid.scrollTop = 0;
  }

  function matches(run) {
    if (statuses.size > 0 && !statuses.has(run.status)) return false;
    if (search === '') return true;
    const words = run.number + ' ' + run.description + ' ' + (run.commit || '') + ' ' + (run.reason || '') + ' ' + (run.notes || []).flat().join(' ');
    return words.toLowerCase().includes(search);
  }

  function arrange() {
    shown = all.filter(matches).sort(compare);
    active = here ? shown.findIndex(run => run.number === here) : -1;
    heads.forEach((head, index) => {
      const sorted = columns[index] === order.column;
      head.setAttribute('aria-sort', sorted ? (order.descending ? 'descending' : 'ascending') : 'none');
      head.firstChild.textContent = columns[index].title + (sorted ? (order.descending ? ' ↓' : ' ↑') : '');
    });
    grid.setAttribute('aria-rowcount', shown.length + 1);
    byId('shown').textContent = shown.length === all.length ? '' : shown.length + ' of ' + all.length;
    byId('nothing').hidden = shown.length > 0;
    byId('nothing').textContent = all.length > 0 ? 'no run is like that'
      : grid.classList.contains('sweep') ? 'no variant was measured yet' : 'no runs yet: ' + command('attempt -d "baseline"') + ' makes the first';
    render();
  }

  const rowHeight = () => parseFloat(colour('--row'));

  function render() {
    const height = rowHeight();
    const first = Math.max(0, Math.floor(grid.scrollTop / height) - AROUND);
    const last = Math.min(shown.length, Math.ceil((grid.scrollTop + Math.max(grid.clientHeight, 600)) / height) + AROUND);
    const rows = [space(first * height)];
    for (let index = first; index < last; index++) rows.push(row(shown[index], index));
    rows.push(space((shown.length - last) * height));
    body.replaceChildren(...rows);
    if (active >= first && active < last) grid.setAttribute('aria-activedescendant', 'row-' + active);
    else grid.removeAttribute('aria-activedescendant');
  }

  /** Rows that are out of sight. One cell, not as many as there are columns: for those that are hidden there would be room. */
  function space(height) {
    const cell = element('td');
    cell.style.height = height + 'px';
    const line = element('tr', 'space', cell);
    line.setAttribute('aria-hidden', 'true');
    return line;
  }

  function row(run, index) {
    const line = element('tr', [index === active && 'here', run.number === best && 'best', run.status === 'revoked' && 'struck'].filter(Boolean).join(' '));
    line.id = 'row-' + index;
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', index + 2);
    line.setAttribute('aria-selected', index === active);
    for (const column of columns) {
      const cell = element('td', column.name, column.text(run));
      cell.setAttribute('role', 'gridcell');
      cell.dir = column.name === 'description' ? 'auto' : 'ltr';
      more(cell, column.name, run);
      line.append(cell);
    }
    line.addEventListener('click', () => {
      go(index);
      open(run);
    });
    return line;
  }

  /** What a cell has besides its text: `said` is shown where there is no room for the verdict's column. */
  function more(cell, name, run) {
    if (name === 'change' && saidByVerdict(run)) cell.append(element('span', 'said', run.change));
    if (name === 'change' && run.interval) cell.append(element('span', 'interval', run.interval));
    if (name === 'status' && run.status === 'discard' && run.overruled) cell.append(element('span', 'said', ': ' + run.overruled));
    if (name === 'status' || (name === 'verdict' && best !== undefined)) cell.classList.add(run.status);
    if (name === 'description' || name === 'parameter') cell.title = cell.textContent;
    if (name === 'number' && run.number === best) {
      cell.prepend(element('span', 'keep', '★ '));
      cell.setAttribute('aria-label', run.number + ', the best');
    }
  }

  function go(index) {
    if (shown.length === 0) return;
    active = Math.max(0, Math.min(shown.length - 1, index));
    here = shown[active].number;
    const height = rowHeight();
    const head = byId('heads').offsetHeight;
    if (active * height < grid.scrollTop) grid.scrollTop = active * height;
    else if ((active + 1) * height + head > grid.scrollTop + grid.clientHeight)
      grid.scrollTop = (active + 1) * height + head - grid.clientHeight;
    render();
  }

  grid.addEventListener('keydown', event => {
    if (event.target !== grid) return;
    const page = Math.max(1, Math.floor(grid.clientHeight / rowHeight()) - 2);
    const moves = {ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: shown.length - 1};
    if (event.key in moves) go(moves[event.key]);
    else if (event.key === 'Enter' && shown[active]) open(shown[active]);
    else return;
    event.preventDefault();
  });

  grid.addEventListener('scroll', () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      render();
    });
  });
  addEventListener('resize', render);

  /** The run that is so many rows away from this one. */
  function beside(run, by) {
    return shown[shown.findIndex(one => one.number === run.number) + by];
  }

  function select(run) {
    const index = shown.findIndex(one => one.number === run.number);
    if (index >= 0) go(index);
  }

  return {show, narrow, beside, select};
}
