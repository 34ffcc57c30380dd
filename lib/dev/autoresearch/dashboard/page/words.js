'use strict';
// Text of people and agents goes into the page as text, never as markup: there is no innerHTML here.

const STATUSES = [
  {word: 'keep', past: 'kept', symbol: '✓'},
  {word: 'discard', past: 'discarded', symbol: '·'},
  {word: 'crash', past: 'crashed', symbol: '✗'},
  {word: 'checks_failed', past: 'checks failed', symbol: '✗'},
  {word: 'revoked', past: 'revoked', symbol: '↩'},
];

const byId = id => document.getElementById(id);

/** An element with a class and a text or children. */
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** At most four significant digits, whole numbers up to a million in full. */
function figure(value) {
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  return size >= 1e-4 && size < 1e7 ? String(rounded) : rounded.toExponential();
}

function withUnit(value, unit) {
  return figure(value) + (unit === '' ? '' : unit === '%' ? '%' : ' ' + unit);
}

/** A signed percentage with one decimal. */
function percent(value) {
  const rounded = Math.abs(value) >= 1000 ? figure(Math.round(value)) : value.toFixed(1);
  return (value > 0 ? '+' : '') + rounded + '%';
}

function dollars(usd) {
  return '$' + (Number.isInteger(usd) || Math.abs(usd) < 0.1 ? figure(usd) : usd.toFixed(2));
}

function duration(seconds) {
  if (seconds < 0.9995) return Math.round(seconds * 1000) + ' ms';
  if (seconds < 9.95) return Math.round(seconds * 10) / 10 + ' s';
  if (seconds < 119.5) return Math.round(seconds) + ' s';
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return minutes + ' min';
  return Math.floor(minutes / 60) + ' h' + (minutes % 60 ? ' ' + minutes % 60 + ' min' : '');
}

function counted(number, noun) {
  return number + ' ' + noun + (number === 1 ? '' : 's');
}

/** A command line of ours as it has to be typed for this session. */
let sessionName = null;
const command = words => 'autoresearch ' + words.replace(/^\S+/, word => sessionName ? word + ' --session ' + sessionName : word);

const statusOf = run => STATUSES.find(one => one.word === run.status);

/** A sign for what became of it: what is kept for now is hollow. */
const symbolOf = run => run.provisional ? '○' : statusOf(run).symbol;

/** The same in a word: a status, or that it is kept for now. */
const labelOf = run => run.provisional ? 'provisional' : run.status.replace('_', ' ');

/** What became of it, with what overruled a better result. */
const outcomeOf = run => (run.provisional ? 'kept, provisional' : statusOf(run).past) + (run.status === 'discard' && run.overruled ? ': ' + run.overruled : '');

const changeOf = run => [run.change, run.interval].filter(Boolean).join('  ');

/** A metric of a run by its name: the primary one, or one of the others. */
function valueOf(run, metric, segment) {
  if (metric === segment.metric) return run.value;
  return run.metrics && Object.hasOwn(run.metrics, metric) ? run.metrics[metric] : undefined;
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
