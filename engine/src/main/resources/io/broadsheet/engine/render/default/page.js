// Makes a finished page easier to use. Nothing here is needed to read it.
// What follows "//when" is sent to pages that have one of the words after it, what follows "//always" to all.
//always
(() => {
const doc = document;
const lang = doc.documentElement.lang;
const all = (selector, root) => [...(root || doc).querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(doc.createElement(tag), properties);

//when class="page toc"
// A phone has no room for an open table of contents.
if (matchMedia('(max-width:640px)').matches) all('.toc details').forEach(d => d.open = false);

//when <svg| title="
// Tips: the <title> of a mark in a drawing, or of a cell, by pointer, touch and keyboard.
const tip = make('div', {className: 'tip'});
tip.setAttribute('role', 'status');
doc.body.append(tip);
const said = new Map();
const hosts = new Map();
let lit;
let guide;
const hide = () => {
  tip.textContent = '';
  if (lit) lit.classList.remove('on');
  if (guide) guide.remove();
  lit = guide = null;
};
let cells;
let phone;
const shape = (parent, tag, attributes) => {
  const made = doc.createElementNS(parent.namespaceURI, tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  parent.append(made);
  return made;
};
// A line through the place that a field covers, and a dot on each line there.
const mark = field => {
  const svg = field.ownerSVGElement;
  const box = field.getBBox();
  const dots = [];
  let at = box.x + box.width / 2;
  for (const line of all('path', svg)) {
    const outline = line.getAttribute('d');
    if (!/^M[\d.]+\s[\d.]+\s/.test(outline)) continue;
    const numbers = outline.match(/-?[\d.]+/g);
    for (let i = 1; i < numbers.length; i += 2) {
      const x = +numbers[i - 1];
      if (x < box.x || x > box.x + box.width) continue;
      at = x;
      if (line.closest('[stroke-linejoin]')) dots.push([numbers[i], line.getAttribute('stroke')]);
      break;
    }
  }
  guide = shape(svg, 'g', {class: 'guide'});
  shape(guide, 'path', {d: 'M' + at + ' ' + box.y + 'v' + box.height});
  for (const [y, fill] of dots) shape(guide, 'circle', {cx: at, cy: y, r: 4, fill: fill});
};
const show = (target, x, y) => {
  if (lit != target) {
    hide();
    lit = target;
    if (target.closest('[pointer-events]')) mark(target);
    else target.classList.add('on');
    tip.textContent = said.get(target);
  }
  const left = Math.min(x + 12, doc.documentElement.clientWidth - tip.offsetWidth - 6);
  const top = y > tip.offsetHeight + 20 ? y - tip.offsetHeight - 12 : y + 18;
  tip.style.transform = 'translate(' + Math.round(Math.max(6, left)) + 'px,' + Math.round(top) + 'px)';
};
const middle = target => {
  const box = target.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
const listen = (host, targets) => {
  if (!targets.length || host.closest('[data-still]')) return;
  hosts.set(host, targets);
  host.tabIndex = 0;
  let at = -1;
  const go = to => {
    at = Math.max(0, Math.min(targets.length - 1, to));
    targets[at].scrollIntoView({block: 'nearest', inline: 'nearest'});
    show(targets[at], ...middle(targets[at]));
  };
  // In a table up and down stay in the column.
  const beside = step => {
    const column = targets[at] && targets[at].cellIndex;
    let to = at + step;
    while (column && targets[to] && targets[to].cellIndex != column) to += step;
    return targets[to] ? to : at;
  };
  host.addEventListener('keydown', e => {
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: beside(1), ArrowUp: beside(-1), Home: 0, End: targets.length - 1}[e.key];
    if (to == null) return;
    e.preventDefault();
    go(to);
  });
  host.addEventListener('focus', () => host.matches(':focus-visible') && go(at));
  host.addEventListener('blur', () => host.contains(lit) && hide());
};
//when data-cells
// Many cells of one size have their texts together, or in the table under them.
cells = (svg, targets) => {
  for (const grid of all('[data-cells]', svg)) {
    const [x, y, width, height] = grid.dataset.cells.split(' ').map(Number);
    const add = (row, column, text) => {
      const cell = shape(grid, 'rect', {x: x + column * width, y: y + row * height, width: width, height: height});
      said.set(cell, text);
      targets.push(cell);
    };
    const unit = grid.dataset.unit;
    if (unit == null) {
      const [rows, columns, texts] = ['rows', 'columns', 'texts'].map(name => grid.dataset[name].split('|'));
      texts.forEach((text, i) => {
        const column = i % columns.length;
        const row = (i - column) / columns.length;
        if (text) add(row, column, rows[row] + ', ' + columns[column] + ': ' + text);
      });
      continue;
    }
    const table = all('table', svg.parentNode)[0];
    [...table.tBodies[0].rows].forEach((row, i) => [...row.cells].forEach((cell, j) => {
      const text = cell.textContent;
      if (j && text != '–') add(i, j - 1, row.cells[0].textContent + ', ' + table.tHead.rows[0].cells[j].textContent + ': ' + text + unit);
    }));
  }
};
//when chart-narrow
// The drawing for phones says what the one for wide pages says. Its rectangles come as one path.
phone = (svg, targets) => {
  const wide = svg.previousElementSibling;
  if (!wide || !hosts.has(wide)) return;
  for (const path of all('path.t,.t path', svg)) {
    const outlines = path.getAttribute('d').match(/M[^M]+h[^M]+/g) || [];
    if (outlines.length < 2) continue;
    path.replaceWith(...outlines.map(outline => {
      const part = path.cloneNode();
      part.setAttribute('d', outline);
      return part;
    }));
  }
  const texts = hosts.get(wide).filter(t => t.tagName != 'text').map(t => said.get(t));
  all('.t:not(g), g.t > *', svg).forEach((target, i) => {
    if (!texts[i]) return;
    said.set(target, texts[i]);
    targets.push(target);
  });
};
//when <svg| title="
for (const svg of all('main svg')) {
  const targets = [];
  for (const title of all('title', svg)) {
    const parent = title.parentNode;
    const text = title.textContent;
    if (parent == svg) {
      // The drawing's own name would pop up beside the tips; as a <desc> it stays its name.
      const name = shape(svg, 'desc', {id: title.id});
      name.textContent = text;
      title.replaceWith(name);
      continue;
    }
    title.remove();
    said.set(parent, text);
    targets.push(parent);
  }
  if (cells) cells(svg, targets);
  if (phone) phone(svg, targets);
  listen(svg, targets);
}
for (const box of all('main .wide')) {
  const cells = all('td[title]', box);
  for (const cell of cells) {
    const heads = cell.closest('table').tHead.rows[0].cells;
    said.set(cell, cell.parentNode.cells[0].textContent + ', ' + heads[cell.cellIndex].textContent + '\n' + cell.title);
    cell.removeAttribute('title');
  }
  listen(box, cells);
}
const nearest = e => {
  let best = null;
  let least = 24;
  for (const target of hosts.get(e.target.closest('svg')) || []) {
    const [x, y] = middle(target);
    const distance = Math.hypot(x - e.clientX, y - e.clientY);
    if (distance < least) [best, least] = [target, distance];
  }
  return best;
};
for (const kind of ['pointermove', 'pointerdown']) {
  doc.addEventListener(kind, e => {
    if (!e.target.closest) return;
    const target = said.has(e.target) ? e.target : nearest(e);
    if (target) show(target, e.clientX, e.clientY);
    else hide();
  });
}
doc.addEventListener('wheel', hide, {passive: true});
doc.addEventListener('keydown', e => e.key == 'Escape' && hide());

//when data-csv|data-sort|data-words
// Tables: what a cell holds, for sorting and saving.
const isNumber = head => head.dataset.k == 'n' || (head.cellIndex && head.closest('.ret, .named'));
const plain = (row, head) => {
  const cell = row.cells[head.cellIndex];
  const value = (row.dataset.v || '').split(',')[head.cellIndex];
  if (value || !cell) return value || '';
  const text = cell.textContent;
  if (text == '–') return '';
  if (!isNumber(head) || !/\d/.test(text)) return text;
  const digits = text.replace(/[^\d.-]/g, '');
  return text.endsWith('%') ? String(+(digits / 100).toFixed(6)) : digits;
};

//when data-csv
// Saving: text that a spreadsheet would take for a formula begins with an apostrophe.
const field = text => {
  const safe = /^[-=+@\t\r]/.test(text) && +text != +text ? '\'' + text : text;
  return /[",;\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
};
const save = table => {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const rows = [...table.tBodies[0].rows].filter(row => !row.hidden);
  const lines = [heads.map(head => head.textContent), ...rows.map(row => heads.map(head => plain(row, head)))];
  const named = table.caption ? table.caption.querySelector('b') : (table.closest('figure') || table).querySelector('figcaption');
  const words = doc.title.split(' · ');
  const name = [words[0], named ? named.firstChild.textContent : '', words[words.length - 1]];
  const text = '\uFEFF' + lines.map(line => line.map(field).join(',') + '\r\n').join('');
  const link = make('a', {href: URL.createObjectURL(new Blob([text], {type: 'text/csv'}))});
  link.download = name.filter(Boolean).map(part => part.replace(/[^\p{L}\p{N}.,()_-]+/gu, ' ').trim().slice(0, 60)).join('_') + '.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
};
//when data-csv|data-sort|data-words
const button = (text, press) => make('button', {type: 'button', textContent: text, onclick: press});
const tools = table => {
  const bar = make('div', {className: 'tools'});
  table.parentNode.after(bar);
  return bar;
};

//when data-sort|data-words
// Search, sorting, pages.
const collator = new Intl.Collator(lang, {numeric: true});
const fold = text => text.normalize('NFC').toLowerCase();
const compare = (a, b) => typeof a == 'number' ? a - b : collator.compare(a, b);
const missing = value => value === '' || value !== value;
for (const table of all('table[data-words], table[data-sort]')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map();
  const size = +table.dataset.page || rows.length;
  const [search, range, before, after, none] = (table.dataset.words || '').split('|');
  const status = make('output');
  const back = button(before, () => draw(page - 1));
  const forth = button(after, () => draw(page + 1));
  let order = rows;
  let page = 0;
  let wanted = [];
  const matches = row => {
    if (!wanted.length) return true;
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return wanted.every(word => texts.get(row).includes(word));
  };
  const draw = to => {
    const found = order.filter(matches);
    page = Math.max(0, Math.min(to, Math.ceil(found.length / size) - 1));
    const first = page * size;
    const last = Math.min(found.length, first + size);
    for (const row of rows) row.hidden = true;
    found.forEach((row, i) => {
      row.hidden = false;
      row.classList.toggle('off', i < first || i >= last);
    });
    back.disabled = !page;
    forth.disabled = last >= found.length;
    const numbers = [first + 1, last, found.length];
    if (range) status.textContent = found.length ? range.replace(/\{(\d)\}/g, (m, i) => numbers[i].toLocaleString(lang)) : none;
  };
  if (table.dataset.search != null) {
    const input = make('input', {type: 'search'});
    input.oninput = () => {
      wanted = fold(input.value).split(/\s+/).filter(Boolean);
      draw(0);
    };
    const label = make('label', {className: 'find', textContent: search});
    label.append(input);
    if (table.caption) table.caption.firstChild.append(label);
    else table.parentNode.before(label);
  }
  if (range) {
    const bar = tools(table);
    bar.append(status);
    if (rows.length > size) bar.append(back, forth);
  }
  const heads = table.dataset.sort == null ? [] : [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  for (const head of heads) {
    const press = button('', () => {
      const numeric = isNumber(head);
      const was = head.getAttribute('aria-sort');
      const down = was ? was == 'ascending' : numeric;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const keys = new Map(rows.map(row => {
        const value = plain(row, head);
        return [row, numeric && value ? +value : value];
      }));
      order = [...rows].sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        return missing(x) - missing(y) || (down ? compare(y, x) : compare(x, y));
      });
      body.append(...order);
      draw(0);
    });
    press.append(...head.childNodes);
    head.append(press);
  }
  draw(0);
}
//when data-csv
for (const table of all('table[data-csv]')) {
  const next = table.parentNode.nextElementSibling;
  const bar = next && next.className == 'tools' ? next : tools(table);
  bar.append(button(table.dataset.csv, () => save(table)));
}
//always
})();
