// The preview's own page: what is chosen, what is shown, what is wrong. All that comes from a report is put in as text.
(() => {
'use strict';
const doc = document;
const $ = id => doc.getElementById(id);
const words = JSON.parse(doc.body.dataset.words);
const token = doc.body.dataset.token;
const language = doc.documentElement.lang;
const say = (name, ...values) => (words[name] || name).replace(/\{(\d)\}/g, (m, i) => values[i]);
const count = (name, n) => n === 1 ? say(name + '.one') : say(name + '.many', n.toLocaleString(language));
const clock = new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
const make = (tag, properties, ...children) => {
  const made = Object.assign(doc.createElement(tag), properties);
  made.append(...children);
  return made;
};
const millis = ms => ms >= 1000 ? (ms / 1000).toLocaleString(language, {maximumFractionDigits: 1}) + ' s'
  : ms.toLocaleString(language, {maximumFractionDigits: ms < 10 ? 1 : 0}) + ' ms';
const tab = crypto.getRandomValues(new Uint32Array(2)).join('-');
const VIEWS = ['desktop', 'phone', 'print', 'mail'];
const SCHEMES = ['auto', 'light', 'dark'];

let state = null;
let wish = {};
let view = 'desktop';
let scheme = 'auto';
let panel = '';
let asPartial = false;
let dismissed = '';
let wantsWarnings = false;
const errorsOf = () => state.problems.filter(p => p.severity === 'error').length;

// What is chosen is in the address.
const read = () => {
  const query = new URLSearchParams(location.search);
  wish = {};
  for (const [name, value] of query) {
    if (['report', 'site', 'date'].includes(name) || name.startsWith('p.')) wish[name] = value;
  }
  view = VIEWS.includes(query.get('view')) ? query.get('view') : 'desktop';
  scheme = SCHEMES.includes(query.get('scheme')) ? query.get('scheme') : 'auto';
  panel = ['data', 'timings'].includes(query.get('panel')) ? query.get('panel') : '';
};
const write = push => {
  const query = new URLSearchParams(wish);
  if (view !== 'desktop') query.set('view', view);
  if (scheme !== 'auto') query.set('scheme', scheme);
  if (panel) query.set('panel', panel);
  const address = '?' + query;
  if (address !== location.search) history[push ? 'pushState' : 'replaceState'](null, '', address);
};

// What is shown comes as it is made.
let stream = null;
const listen = () => {
  if (stream) stream.close();
  busy(true, say('working'));
  stream = new EventSource('/api/events?' + new URLSearchParams({...wish, token, tab}));
  stream.addEventListener('shown', event => {
    state = JSON.parse(event.data);
    draw();
  });
  stream.addEventListener('doing', event => {
    const {doing, name, rows} = JSON.parse(event.data);
    if (doing) busy(true, rows ? say(doing + '.rows', name, rows.toLocaleString(language)) : say(doing, name));
  });
  stream.onerror = () => {
    $('said').textContent = say('lost');
    $('status').dataset.state = 'failed';
  };
  stream.onopen = () => { if (state && !$('status').classList.contains('busy')) drawStatus(); };
};
const choose = changes => {
  wish = {...wish, ...changes};
  for (const name of Object.keys(wish)) if (wish[name] === null) delete wish[name];
  write(true);
  listen();
};
const busy = (is, text) => {
  $('status').classList.toggle('busy', is);
  if (is && (!state || text !== say('working'))) $('said').textContent = text;
  if (is && !front) $('empty').textContent = text;
};

// The page: a new one is made ready behind the one that is seen, and takes its place.
const sheet = $('sheet');
let front = null;
let next = null;
let place = null;
let placedReport = '';
const shownId = () => asPartial && state.partial ? state.partial : state.page && state.page.id;
const source = () => {
  const id = shownId();
  if (!id) return '';
  const print = view === 'print';
  const query = new URLSearchParams({medium: print ? 'print' : 'screen', scheme: print ? 'light' : scheme});
  return (view === 'mail' ? '/mail/' : '/page/') + id + '?' + query;
};
const swap = () => {
  if (!next) return;
  const made = next;
  next = null;
  if (front) front.remove();
  front = made.frame;
  front.classList.remove('next');
  front.dataset.at = made.source;
  $('empty').hidden = true;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    doc.documentElement.dataset.painted = made.source;
    doc.documentElement.dataset.paintedAt = performance.timeOrigin + performance.now();
  }));
};
const load = () => {
  const wanted = source();
  if (!wanted) {
    // Of another report nothing is to be seen behind what is wrong with this one.
    if (front && state.choice && placedReport !== state.choice.report) {
      front.remove();
      front = null;
    }
    $('empty').hidden = Boolean(front);
    $('empty').textContent = say('none');
    return;
  }
  const at = next ? next.source : front && front.dataset.at;
  if (wanted === at) return;
  if (next) next.frame.remove();
  const report = state.choice ? state.choice.report : '';
  if (report !== placedReport) place = null;
  placedReport = report;
  const frame = make('iframe', {className: 'frame next', title: state.title || say('title'), src: wanted});
  frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads');
  next = {frame, source: wanted};
  // A page whose script does not answer is shown all the same.
  frame.addEventListener('load', () => setTimeout(() => { if (next && next.frame === frame) swap(); }, 400));
  sheet.append(frame);
};
addEventListener('message', event => {
  const message = event.data && event.data.preview;
  if (!message) return;
  if (next && event.source === next.frame.contentWindow) {
    if (message.ready) event.source.postMessage({preview: {restore: place || {y: 0}}}, '*');
    if (message.placed) swap();
  } else if (front && event.source === front.contentWindow) {
    if (message.place) place = message.place;
    if (typeof message.key === 'string') press(message.key);
  }
});

// The bar.
const drawBar = () => {
  $('project').textContent = state.project || 'Broadsheet';
  doc.title = [state.title, state.project, say('title')].filter(Boolean).join(' · ');
  const select = $('report');
  const names = JSON.stringify(state.reports);
  if (select.dataset.names !== names) {
    select.dataset.names = names;
    select.replaceChildren(...state.reports.map(r =>
      make('option', {value: r.name, title: r.name,
        textContent: state.reports.some(o => o !== r && o.label === r.label) ? `${r.label} (${r.name})` : r.label})));
  }
  const choice = state.choice;
  if (!choice) return;
  if (!state.reports.some(r => r.name === choice.report)) {
    // It was there a moment ago.
    select.prepend(make('option', {value: choice.report, textContent: choice.report, disabled: true}));
    select.dataset.names = '';
  }
  select.value = choice.report;
  if (doc.activeElement !== $('site')) $('site').value = siteText({id: choice.site, name: choice.siteName});
  if (doc.activeElement !== $('date')) $('date').value = choice.date;
  drawParameters();
};
const siteText = site => site.name && site.name !== site.id ? `${site.name} (${site.id})` : site.id;
$('report').onchange = () => {
  const others = Object.fromEntries(Object.keys(wish).filter(n => n.startsWith('p.')).map(n => [n, null]));
  choose({...others, report: $('report').value});
};
const step = direction => {
  const date = $('date').value;
  if (!date || !state || !state.choice) return;
  const kind = (state.reports.find(r => r.name === state.choice.report) || {}).period;
  const moved = new Date(date + 'T00:00:00Z');
  if (kind === 'month') {
    const day = moved.getUTCDate();
    moved.setUTCDate(1);
    moved.setUTCMonth(moved.getUTCMonth() + direction);
    const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
    moved.setUTCDate(Math.min(day, last));
  } else {
    moved.setUTCDate(moved.getUTCDate() + direction * (kind === 'day' ? 1 : 7));
  }
  $('date').value = moved.toISOString().slice(0, 10);
  choose({date: $('date').value});
};
$('earlier').onclick = () => step(-1);
$('later').onclick = () => step(1);
$('date').onchange = () => { if ($('date').value) choose({date: $('date').value}); };
$('choice').onsubmit = event => event.preventDefault();

// Sites: searched for as one types.
const sites = $('sites');
let at = -1;
let asked = 0;
const showSites = (found, current) => {
  at = -1;
  sites.replaceChildren(...found.map((site, i) => {
    const item = make('li', {id: 'site-' + i}, make('span', {textContent: site.name || site.id}), make('small', {textContent: site.id}));
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', site.id === current);
    item.dataset.id = site.id;
    item.onmousedown = event => {
      event.preventDefault();
      pick(site.id);
    };
    return item;
  }));
  if (!found.length) sites.append(make('li', {className: 'none', textContent: say('sites.none')}));
  sites.hidden = false;
  $('site').setAttribute('aria-expanded', 'true');
};
const hideSites = () => {
  sites.hidden = true;
  $('site').setAttribute('aria-expanded', 'false');
  $('site').removeAttribute('aria-activedescendant');
};
const pick = id => {
  hideSites();
  $('site').blur();
  choose({site: id});
};
const search = async text => {
  const mine = ++asked;
  const matches = site => (site.id + ' ' + site.name).toLowerCase().includes(text.toLowerCase());
  let found = state.sites.filter(matches);
  if (state.siteCount > state.sites.length) {
    const answer = await fetch('/api/sites?' + new URLSearchParams({search: text}), {headers: {'X-Preview-Token': token}});
    if (!answer.ok) return;
    found = await answer.json();
  }
  if (mine === asked && doc.activeElement === $('site')) showSites(found, state.choice && state.choice.site);
};
$('site').onfocus = () => {
  $('site').select();
  if (state) search('');
};
$('site').oninput = () => search($('site').value.trim());
$('site').onblur = () => {
  asked++;
  hideSites();
  if (state) drawBar();
};
$('site').onkeydown = event => {
  const items = [...sites.querySelectorAll('[role=option]')];
  const move = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (move && items.length) {
    event.preventDefault();
    at = (at + move + items.length) % items.length;
    items.forEach((item, i) => item.classList.toggle('at', i === at));
    items[at].scrollIntoView({block: 'nearest'});
    $('site').setAttribute('aria-activedescendant', items[at].id);
  }
  if (event.key === 'Enter') {
    event.preventDefault();
    const item = items[at] || items[0];
    if (item) pick(item.dataset.id);
  }
  if (event.key === 'Escape') {
    event.stopPropagation();
    $('site').blur();
  }
};

// Parameters: inputs of their types.
const given = () => Object.keys(wish).filter(n => n.startsWith('p.')).length;
const input = parameter => {
  if (parameter.values.length) {
    const select = make('select', {}, ...parameter.values.map(v => make('option', {value: v, textContent: v})));
    select.value = parameter.value;
    return select;
  }
  const made = make('input', {type: {integer: 'number', number: 'number', boolean: 'checkbox', date: 'date'}[parameter.type] || 'text'});
  if (made.type === 'checkbox') made.checked = parameter.value === 'true';
  else made.value = parameter.value;
  if (parameter.type === 'number') made.step = 'any';
  if (parameter.min !== null) made.min = parameter.min;
  if (parameter.max !== null) made.max = parameter.max;
  return made;
};
const drawParameters = () => {
  $('given').hidden = !state.parameters.length;
  $('parameters').textContent = given() ? say('parameters.changed', given()) : say('parameters.standard');
  const form = $('form');
  const shape = JSON.stringify([state.choice.report, state.parameters]);
  if (form.dataset.shape === shape || form.contains(doc.activeElement)) return;
  form.dataset.shape = shape;
  form.replaceChildren(...state.parameters.map(parameter => {
    const made = input(parameter);
    const value = () => made.type === 'checkbox' ? String(made.checked) : made.value;
    made.name = parameter.name;
    made.onchange = () => {
      if (value() === '') return;
      choose({['p.' + parameter.name]: value() === parameter.default ? null : value()});
    };
    const name = make('span', {textContent: parameter.name});
    return made.type === 'checkbox' ? make('label', {className: 'check'}, made, name) : make('label', {}, name, made);
  }), make('button', {type: 'button', textContent: say('parameters.reset'), disabled: !given(), onclick: () => {
    $('parameters').focus();
    choose(Object.fromEntries(Object.keys(wish).filter(n => n.startsWith('p.')).map(n => [n, null])));
  }}));
};
const fold = open => {
  $('form').hidden = !open;
  $('parameters').setAttribute('aria-expanded', open);
};
$('parameters').onclick = () => fold($('form').hidden);
doc.addEventListener('pointerdown', event => { if (!$('given').contains(event.target)) fold(false); });
addEventListener('blur', () => setTimeout(() => { if (doc.activeElement && doc.activeElement.tagName === 'IFRAME') fold(false); }));

// What is wrong.
const frameOf = problem => {
  if (!problem.frame) return [];
  const {line, before, marked, after} = problem.frame;
  return [make('pre', {}, make('i', {textContent: line}), before, make('mark', {textContent: marked || ' '}), after)];
};
const card = (problem, code, meaning) => {
  const link = problem.code
    ? make('a', {className: 'code', href: '/docs/' + problem.code, target: '_blank', rel: 'noopener', title: meaning, textContent: code})
    : make('span', {className: 'code', textContent: code});
  return make('li', {className: problem.severity || 'warning'},
    make('div', {className: 'place', textContent: `${problem.file}:${problem.line}:${problem.column}`}),
    make('p', {className: 'what'}, link, problem.message),
    ...frameOf(problem),
    ...(problem.hint ? [make('p', {className: 'hint', textContent: problem.hint})] : []));
};
const drawProblems = () => {
  const over = $('problems');
  const errors = errorsOf();
  const warnings = state.problems.length - errors;
  const unmet = state.unmet.length;
  const signature = JSON.stringify([state.problems, state.unmet]);
  // A warning waits until it is asked for.
  over.hidden = (!errors && !unmet && !(warnings && wantsWarnings)) || dismissed === signature;
  over.dataset.signature = signature;
  over.dataset.state = errors ? 'failed' : 'held';
  $('status').setAttribute('aria-expanded', String(!over.hidden));
  $('stage').classList.toggle('stale', Boolean(errors && state.stale && !asPartial));
  if (!errors && !unmet && !warnings) {
    dismissed = '';
    wantsWarnings = false;
    return;
  }
  $('problems-title').textContent = [errors ? count('errors', errors) : '', warnings ? count('warnings', warnings) : '', unmet ? count('unmet', unmet) : ''].filter(Boolean).join(', ');
  $('problems-said').textContent = !errors ? say(unmet ? 'held.why' : 'warnings.why')
    : state.whole ? say('whole')
    : state.stale && !asPartial ? say('stale', clock.format(new Date(state.page.at)))
    : state.partial ? say('partial.why') : say('none');
  $('partial').hidden = !(errors && state.stale && state.partial);
  $('partial').textContent = say(asPartial ? 'partial.back' : 'partial.show');
  $('list').replaceChildren(
    ...state.problems.map(p => card(p, `${p.severity}[${p.code}]`, say('docs', p.code) + ': ' + p.meaning)),
    ...state.unmet.map(u => card({...u, code: '', message: u.expected, hint: u.found || ''}, 'unmet-expectation', '')));
};
const dismiss = () => {
  dismissed = $('problems').dataset.signature;
  wantsWarnings = false;
  $('problems').hidden = true;
  $('status').setAttribute('aria-expanded', 'false');
};
$('dismiss').onclick = () => {
  dismiss();
  $('status').focus();
};
$('partial').onclick = () => {
  asPartial = !asPartial;
  drawProblems();
  load();
};
$('status').onclick = () => {
  if (!state || (!state.problems.length && !state.unmet.length)) {
    show(panel === 'timings' ? '' : 'timings');
    return;
  }
  if (!$('problems').hidden) {
    dismiss();
    return;
  }
  dismissed = '';
  wantsWarnings = true;
  drawProblems();
  $('problems').focus();
};
const drawStatus = () => {
  const status = $('status');
  status.classList.remove('busy');
  status.dataset.state = state.outcome;
  const errors = errorsOf();
  const warnings = state.problems.length - errors;
  const text = errors ? count('errors', errors)
    : state.outcome === 'held' ? say('held')
    : warnings ? count('warnings', warnings)
    : state.made ? say('ready') : say('none');
  $('said').textContent = errors ? text : `${text} · ${millis(state.tookMs)}`;
  const spoken = text + (state.title ? ' – ' + state.title : '');
  if ($('live').textContent !== spoken) $('live').textContent = spoken;
};

// Data and timings.
const body = $('panel-body');
let query = '';
let from = 0;
const ROWS = 50;
const show = name => {
  panel = name;
  write(false);
  drawPanel(true);
};
for (const button of doc.querySelectorAll('[data-panel]')) {
  button.onclick = () => show(panel === button.dataset.panel ? '' : button.dataset.panel);
}
$('close').onclick = () => {
  const was = panel;
  show('');
  doc.querySelector(`[data-panel=${was}]`).focus();
};
const drawPanel = anew => {
  for (const button of doc.querySelectorAll('[data-panel]')) button.setAttribute('aria-pressed', String(button.dataset.panel === panel));
  $('panel').hidden = !panel;
  if (!panel || !state) return;
  $('panel-title').textContent = say(panel);
  if (panel === 'timings') drawTimings();
  else drawData(anew);
};
const drawTimings = () => {
  const timings = state.timings || [];
  if (!timings.length) {
    body.replaceChildren(make('p', {className: 'note', textContent: say('timings.none')}));
    return;
  }
  const most = Math.max(1, ...timings.map(t => t.ms));
  const rows = timings.map(t => {
    const bar = make('span', {className: 'barred'});
    bar.style.width = Math.max(1, t.ms / most * 100) + '%';
    const kept = t.part === 'kept';
    return make('tr', {className: t.part, title: kept ? say('kept.why') : ''},
      make('td', {className: 'tag', textContent: say('part.' + t.part)}),
      make('td', {textContent: t.name}),
      make('td', {className: 'n'}, kept ? '–' : millis(t.ms), ...(kept ? [] : [bar])));
  });
  const note = [say('total', millis(state.renderMs || 0), millis(state.tookMs))];
  if (state.bytes) note.push(say('size', (state.bytes / 1000).toLocaleString(language, {maximumFractionDigits: 1})));
  body.replaceChildren(make('p', {className: 'note', textContent: note.join(' ')}), make('table', {className: 'times'},
    make('thead', {}, make('tr', {}, ...['part', 'name', 'time'].map((n, i) => make('th', {scope: 'col', className: i === 2 ? 'n' : '', textContent: say(n)})))),
    make('tbody', {}, ...rows)));
};
let wanted = 0;
const drawData = async anew => {
  const queries = state.queries || [];
  if (!queries.length) {
    body.replaceChildren(make('p', {className: 'note', textContent: say('queries.none')}));
    return;
  }
  if (!queries.some(q => q.name === query)) {
    query = queries[0].name;
    from = 0;
  }
  const mine = ++wanted;
  const where = {of: state.made, query, from, count: ROWS};
  const answer = await fetch('/api/rows?' + new URLSearchParams(where), {headers: {'X-Preview-Token': token}});
  if (!answer.ok || mine !== wanted || panel !== 'data') return;
  const data = await answer.json();
  const old = body.querySelector('.grid');
  const scrolled = old && !anew ? [old.scrollLeft, old.scrollTop] : [0, 0];
  const picks = make('div', {className: 'picks'}, ...queries.map(q => {
    const button = make('button', {type: 'button', onclick: () => {
      query = q.name;
      from = 0;
      drawData(true);
    }}, q.name, make('small', {textContent: q.rows.toLocaleString(language)}));
    button.setAttribute('aria-pressed', String(q.name === query));
    return button;
  }));
  const cell = (value, column) => value === null
    ? make('td', {className: 'null', textContent: 'null'})
    : make('td', {className: column.number ? 'n' : '', textContent: value, title: value.length > 40 ? value : ''});
  const grid = make('div', {className: 'grid', tabIndex: 0}, make('table', {},
    make('thead', {}, make('tr', {}, ...data.columns.map(c => {
      const head = make('th', {scope: 'col', className: c.number ? 'n' : ''}, c.name, make('small', {textContent: c.type}));
      return head;
    }))),
    make('tbody', {}, ...data.rows.map(row => make('tr', {}, ...row.map((value, i) => cell(value, data.columns[i])))))));
  const last = Math.min(data.total, data.from + ROWS);
  const move = by => () => {
    from = Math.max(0, from + by);
    drawData(true);
  };
  const csv = make('a', {textContent: say('csv'), href: '/api/csv?' + new URLSearchParams({of: state.made, query, token}), download: query + '.csv'});
  const under = make('div', {className: 'under'}, make('span', {textContent: data.total > ROWS
    ? say('range', (data.from + 1).toLocaleString(language), last.toLocaleString(language), data.total.toLocaleString(language))
    : count('rows', data.total)}), make('span', {className: 'spread'}));
  if (data.total > ROWS) {
    under.append(make('button', {type: 'button', textContent: say('before'), disabled: data.from === 0, onclick: move(-ROWS)}),
      make('button', {type: 'button', textContent: say('after'), disabled: last >= data.total, onclick: move(ROWS)}));
  }
  under.append(csv);
  body.replaceChildren(picks, grid, under);
  [grid.scrollLeft, grid.scrollTop] = scrolled;
};

// Views.
const drawViews = () => {
  $('stage').dataset.view = view;
  sheet.dataset.scheme = scheme;
  for (const button of doc.querySelectorAll('[data-view]:is(button)')) button.setAttribute('aria-pressed', String(button.dataset.view === view));
  $('scheme').textContent = say('scheme.' + scheme);
  $('scheme').title = say('scheme') + ' (D)';
  $('scheme').disabled = view === 'print';
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  sheet.style.background = view === 'print' ? '#fff' : dark ? '#0f1216' : '#fff';
};
const look = (to, colours) => {
  if (to === 'mail' || view === 'mail') place = null;
  view = to;
  scheme = colours;
  write(false);
  drawViews();
  if (state) load();
};
for (const button of doc.querySelectorAll('button[data-view]')) button.onclick = () => look(button.dataset.view, scheme);
$('scheme').onclick = () => look(view, SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length]);
$('again').onclick = () => {
  busy(true, say('working'));
  fetch('/api/again', {method: 'POST', headers: {'X-Preview-Token': token}});
};
const press = key => {
  const low = key.toLowerCase();
  if ('1234'.includes(low)) look(VIEWS[low - 1], scheme);
  else if (low === 'd' && view !== 'print') $('scheme').click();
  else if (low === 'b') show(panel === 'data' ? '' : 'data');
  else if (low === 't') show(panel === 'timings' ? '' : 'timings');
  else if (low === 'r') $('again').click();
  else if (low === 'p') $('status').click();
  else if (key === 'Escape') {
    if (!$('form').hidden) fold(false);
    else if (!$('problems').hidden) dismiss();
    else if (panel) show('');
  }
};
doc.addEventListener('keydown', event => {
  const typing = event.target.closest('input,select,textarea');
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== 'Escape')) return;
  press(event.key);
});

const draw = () => {
  if (!state.stale) asPartial = false;
  drawBar();
  drawStatus();
  drawProblems();
  drawPanel(false);
  load();
};
addEventListener('popstate', () => {
  read();
  drawViews();
  drawPanel(true);
  listen();
});
read();
drawViews();
drawPanel(true);
listen();
})();
