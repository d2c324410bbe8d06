// Makes a finished page easier to use. Nothing here is needed to read it.
(() => {
const doc = document;
const lang = doc.documentElement.lang;
const all = (selector, root) => [...(root || doc).querySelectorAll(selector)];
const make = (tag, properties) => Object.assign(doc.createElement(tag), properties);

// Tips: the <title> of a mark in a drawing, or of a cell, by pointer, touch and keyboard.
const tip = make('div', {className: 'tip', hidden: true});
tip.setAttribute('role', 'status');
doc.body.append(tip);
let lit;
const hide = () => {
  tip.hidden = true;
  if (lit) lit.classList.remove('on');
  lit = null;
};
const show = (mark, x, y) => {
  if (lit != mark) {
    hide();
    lit = mark;
    mark.classList.add('on');
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
  }
  const left = Math.min(x + 12, doc.documentElement.clientWidth - tip.offsetWidth - 6);
  tip.style.left = Math.max(6, left) + 'px';
  tip.style.top = (y > tip.offsetHeight + 20 ? y - tip.offsetHeight - 12 : y + 18) + 'px';
};
const middle = mark => {
  const box = mark.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
const hosts = new Map();
for (const host of all('main svg, main .wide')) {
  for (const title of all('title', host)) {
    const mark = title.parentNode;
    if (mark == host) {
      // The drawing's own name would pop up beside the tips; as a <desc> it stays its name.
      const name = doc.createElementNS(host.namespaceURI, 'desc');
      name.id = title.id;
      name.textContent = title.textContent;
      title.replaceWith(name);
      continue;
    }
    if (!title.textContent) continue;
    mark.dataset.tip = title.textContent;
    mark.setAttribute('aria-label', title.textContent);
    title.remove();
  }
  for (const cell of all('td[title]', host)) {
    cell.dataset.tip = cell.title;
    cell.removeAttribute('title');
  }
  const marks = all('[data-tip]', host);
  if (!marks.length || host.closest('[data-still]')) continue;
  hosts.set(host, marks);
  host.tabIndex = 0;
  let at = -1;
  host.addEventListener('keydown', e => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[e.key];
    if (e.key == 'Escape') hide();
    if (!step) return;
    e.preventDefault();
    at = Math.max(0, Math.min(marks.length - 1, at + step));
    marks[at].scrollIntoView({block: 'nearest', inline: 'nearest'});
    show(marks[at], ...middle(marks[at]));
  });
  host.addEventListener('blur', hide);
}
const nearest = e => {
  const svg = e.target.closest('svg');
  let best = null;
  let least = 24;
  for (const mark of hosts.get(svg) || []) {
    const [x, y] = middle(mark);
    const distance = Math.hypot(x - e.clientX, y - e.clientY);
    if (distance < least) [best, least] = [mark, distance];
  }
  return best;
};
for (const kind of ['pointermove', 'pointerdown']) {
  doc.addEventListener(kind, e => {
    const mark = e.target.closest && (e.target.closest('[data-tip]') || nearest(e));
    if (mark) show(mark, e.clientX, e.clientY);
    else hide();
  });
}

// Tables: search, sorting, pages.
const collator = new Intl.Collator(lang, {numeric: true});
const fold = text => text.normalize('NFC').toLowerCase();
const sortValue = (row, column, kind) => {
  const cell = row.cells[column];
  const text = cell.dataset.v || cell.textContent;
  if (kind == 'n') return cell.dataset.v ? +text : parseFloat(text.replace(/[^\d.-]/g, ''));
  return kind == 'd' ? text.replace(/\d+/g, n => n.padStart(4, 0)) : text;
};
const compare = (a, b) => typeof a == 'number' ? a - b : collator.compare(a, b);
const missing = value => value == '–' || value !== value;
for (const table of all('table[data-words], table[data-sort]')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const texts = new Map();
  const size = +table.dataset.page || rows.length;
  const [search, range, before, after, none] = (table.dataset.words || '').split('|');
  const status = make('output');
  const button = (label, step) => {
    const made = make('button', {type: 'button', textContent: label});
    made.onclick = () => draw(page + step);
    return made;
  };
  const back = button(before, -1);
  const forth = button(after, 1);
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
    const bar = make('div', {className: 'tools'});
    bar.append(status);
    if (rows.length > size) bar.append(back, forth);
    table.parentNode.after(bar);
  }
  const heads = table.dataset.sort == null ? [] : [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const press = make('button', {type: 'button'});
    press.append(...head.childNodes);
    head.append(press);
    press.onclick = () => {
      const kind = head.dataset.k;
      const was = head.getAttribute('aria-sort');
      const down = was ? was == 'ascending' : kind == 'n';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const keys = new Map(rows.map(row => [row, sortValue(row, column, kind)]));
      order = [...rows].sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        return missing(x) - missing(y) || (down ? compare(y, x) : compare(x, y));
      });
      body.append(...order);
      draw(0);
    };
  });
  draw(0);
}
})();
