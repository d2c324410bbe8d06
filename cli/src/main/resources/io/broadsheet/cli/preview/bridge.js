// In the page: tells the preview where its reader is, and goes there again after a save.
(() => {
const up = message => parent.postMessage({preview: message}, '*');
const all = selector => [...document.querySelectorAll(selector)];
const root = document.documentElement;
const folds = () => {
  const seen = {};
  return all('details').map(fold => {
    const text = ((fold.querySelector('summary') || fold).textContent || '').trim().slice(0, 80);
    seen[text] = (seen[text] || 0) + 1;
    return [text + '#' + seen[text], fold];
  });
};
const place = () => {
  let anchor = null;
  for (const one of all('h1[id],h2[id],h3[id],h4[id],figure[id],section[id]')) {
    const top = one.getBoundingClientRect().top;
    if (top > 90) break;
    anchor = {id: one.id, top};
  }
  return {y: scrollY, anchor, folds: folds().map(([key, fold]) => [key, fold.open])};
};
let waiting = false;
const tell = () => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; up({place: place()}); }, 60);
};
addEventListener('message', event => {
  if (event.source !== parent || !event.data || !event.data.preview) return;
  const {restore} = event.data.preview;
  if (!restore) return;
  const open = new Map(restore.folds || []);
  for (const [key, fold] of folds()) if (open.has(key)) fold.open = open.get(key);
  root.style.scrollBehavior = 'auto';
  scrollTo(0, restore.y || 0);
  const anchor = restore.y > 0 && restore.anchor && document.getElementById(restore.anchor.id);
  if (anchor) scrollBy(0, anchor.getBoundingClientRect().top - restore.anchor.top);
  root.style.scrollBehavior = '';
  up({placed: true});
});
addEventListener('scroll', tell, {passive: true});
document.addEventListener('toggle', tell, true);
addEventListener('keydown', event => {
  const typing = event.target.closest && event.target.closest('input,select,textarea,[contenteditable]');
  if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== 'Escape')) return;
  if (event.key.length === 1 || event.key === 'Escape') up({key: event.key});
});
// A link to elsewhere opens beside the preview, not in its place.
document.addEventListener('click', event => {
  const link = event.target.closest && event.target.closest('a[href]');
  if (!link || link.getAttribute('href').startsWith('#') || link.hasAttribute('download')) return;
  if (/^(blob|data):/.test(link.href)) return;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
});
// On paper: a line where each sheet ends. What must not be cut begins the next sheet, with the heading over it.
const MM = 96 / 25.4;
const PAPER = (297 - 2 * 15) * MM;
const papers = () => {
  all('.paper-end').forEach(line => line.remove());
  const box = one => {
    const rect = one.getBoundingClientRect();
    return {top: rect.top + scrollY, bottom: rect.bottom + scrollY};
  };
  const shown = all('body *').filter(one => one.getClientRects().length && !one.closest('svg *'));
  const whole = shown.filter(one => getComputedStyle(one).breakInside === 'avoid').map(box);
  const heads = shown.filter(one => getComputedStyle(one).breakAfter === 'avoid').map(box);
  const last = Math.max(0, ...shown.map(one => box(one).bottom));
  let start = 15 * MM;
  for (let sheet = 2; start + PAPER < last && sheet < 200; sheet++) {
    let end = start + PAPER;
    for (let moved = true; moved;) {
      const cut = whole.find(one => one.top > start && one.top < end - 1 && one.bottom > end + 1)
        || heads.find(one => one.top > start && one.top < end - 1 && one.bottom > end - 32);
      moved = Boolean(cut);
      if (cut) end = cut.top;
    }
    const line = document.createElement('div');
    line.className = 'paper-end';
    line.setAttribute('aria-hidden', 'true');
    line.textContent = sheet;
    line.style.cssText = 'position:absolute;left:0;right:0;height:0;border-top:1px dashed #888;padding-right:8px;'
      + 'color:#666;font:11px/1.4 sans-serif;text-align:right;pointer-events:none;top:' + end + 'px';
    document.body.append(line);
    start = end;
  }
};
if (/[?&]medium=print/.test(location.search)) {
  papers();
  addEventListener('load', papers);
  addEventListener('resize', papers);
  document.addEventListener('toggle', papers, true);
}
up({ready: true});
})();
