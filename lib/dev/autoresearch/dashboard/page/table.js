/** The runs as rows; only those in sight are in the page, however many there are. `open` is called with a run. */
function makeTable(open) {
  const COLUMNS = [
    {name: 'number', title: '#', text: run => String(run.number), key: run => run.number, descending: true},
    {name: 'value', title: 'metric', text: run => run.result, key: run => run.value},
    {name: 'change', title: 'change', text: run => run.change || '', key: run => run.percent},
    {name: 'status', title: 'status', text: run => statusOf(run).symbol + ' ' + run.status.replace('_', ' ') + (run.status === 'discard' && run.overruled ? ': ' + run.overruled : ''), key: run => STATUSES.indexOf(statusOf(run))},
    {name: 'commit', title: 'commit', text: run => run.commit || '', key: run => run.commit},
    {name: 'description', title: 'description', text: run => run.description, key: run => run.description.toLowerCase()},
  ];
  const AROUND = 8;
  const grid = byId('runs'), body = byId('rows');
  let all = [], shown = [], active = -1, here, waiting = false;
  let order = {column: COLUMNS[0], descending: true};
  let search = '', statuses = new Set();

  const heads = COLUMNS.map(column => {
    const button = element('button', '', column.title);
    button.type = 'button';
    button.addEventListener('click', () => sortBy(column));
    const head = element('th', column.name, button);
    head.setAttribute('role', 'columnheader');
    return head;
  });
  byId('heads').append(...heads);

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
    return (left < right ? -1 : 1) * (order.descending ? -1 : 1);
  }

  function show(runs) {
    all = runs;
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
      const sorted = COLUMNS[index] === order.column;
      head.setAttribute('aria-sort', sorted ? (order.descending ? 'descending' : 'ascending') : 'none');
      head.firstChild.textContent = COLUMNS[index].title + (sorted ? (order.descending ? ' ↓' : ' ↑') : '');
    });
    grid.setAttribute('aria-rowcount', shown.length + 1);
    byId('shown').textContent = shown.length === all.length ? '' : shown.length + ' of ' + all.length;
    byId('nothing').hidden = shown.length > 0;
    byId('nothing').textContent = all.length === 0 ? 'no runs yet: ' + command('attempt -d "baseline"') + ' makes the first' : 'no run is like that';
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

  function space(height) {
    const cell = element('td');
    cell.colSpan = COLUMNS.length;
    cell.style.height = height + 'px';
    const line = element('tr', 'space', cell);
    line.setAttribute('aria-hidden', 'true');
    return line;
  }

  function row(run, index) {
    const line = element('tr', index === active ? 'here' : '');
    line.id = 'row-' + index;
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', index + 2);
    line.setAttribute('aria-selected', index === active);
    for (const column of COLUMNS) {
      const cell = element('td', column.name, column.text(run));
      cell.setAttribute('role', 'gridcell');
      cell.dir = column.name === 'description' ? 'auto' : 'ltr';
      if (column.name === 'change' && run.interval) cell.append(element('span', 'interval', run.interval));
      if (column.name === 'status') cell.classList.add(run.status);
      if (column.name === 'description') cell.title = run.description;
      line.append(cell);
    }
    line.addEventListener('click', () => {
      go(index);
      open(run);
    });
    return line;
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
