// Around an edition's page: its frame is as high as the page, how far and how long it is read is told, and an answer is
// sent without leaving. Nothing here is needed to read or to answer.
(() => {
  const frame = document.querySelector('iframe[data-reading]');
  const form = document.querySelector('.answer form');
  if (!frame) return;

  // The page is in an origin of its own: all that comes from it is numbers, and taken within bounds.
  const HIGHEST = 100000;
  const MOST_CHANGES = 200;
  let changes = 0;
  let active = Date.now();
  addEventListener('message', event => {
    if (event.source !== frame.contentWindow || !event.data) return;
    const {broadsheet: what, value} = event.data;
    if (typeof value !== 'number' || !isFinite(value)) return;
    if (what === 'active') active = Date.now();
    if (what === 'height' && changes++ < MOST_CHANGES) {
      frame.setAttribute('scrolling', 'no');
      frame.style.height = Math.min(Math.max(value, 120), HIGHEST) + 'px';
    }
    if (what === 'go') {
      const bar = document.querySelector('.bar').offsetHeight;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const top = frame.getBoundingClientRect().top + scrollY + Math.min(Math.max(value, 0), HIGHEST) - bar - 12;
      scrollTo({top, behavior: calm ? 'auto' : 'smooth'});
    }
  });
  for (const kind of ['scroll', 'pointermove', 'pointerdown', 'keydown', 'touchstart']) {
    addEventListener(kind, () => { active = Date.now(); }, {passive: true, capture: true});
  }

  // How far: marks down the page, seen by the browser wherever the scrolling happens, in our window or the host's.
  const STEPS = 20;
  let depth = 0;
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) depth = Math.max(depth, +entry.target.dataset.depth);
    }
  });
  for (let i = 1; i <= STEPS; i++) {
    const mark = document.createElement('i');
    mark.dataset.depth = i * 100 / STEPS;
    mark.style.top = `calc(${i * 100 / STEPS}% - 1px)`;
    frame.parentNode.append(mark);
    // Not before the page has its height: all marks are in view while the frame is still small.
    frame.addEventListener('load', () => setTimeout(() => seen.observe(mark), 600));
  }

  // How long: while the page can be seen and somebody is there.
  const IDLE = 90000;
  let read = 0;
  let last = performance.now();
  const count = () => {
    const now = performance.now();
    const passed = Math.min(now - last, 2000);
    last = now;
    if (document.visibilityState === 'visible' && Date.now() - active < IDLE) read += passed;
  };
  let told = 0;
  const tell = () => {
    count();
    if (read < 1000 && depth <= told) return;
    const body = new URLSearchParams({
      token: frame.dataset.token, revision: frame.dataset.revision, ms: Math.round(read), depth: Math.round(depth),
    });
    if (navigator.sendBeacon(frame.dataset.reading, body)) {
      read = 0;
      told = depth;
    }
  };
  setInterval(count, 1000);
  setInterval(() => { if (read >= 15000) tell(); }, 60000);
  addEventListener('visibilitychange', () => { document.visibilityState === 'hidden' ? tell() : count(); });
  addEventListener('pagehide', tell);

  // The answer
  if (!form) return;
  const [thanks, failed] = form.querySelectorAll('.thanks, .failed');
  const button = form.querySelector('button');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form));
    if (!data.get('useful') && !data.get('comment').trim()) {
      form.querySelector('input[type=radio]').focus();
      return;
    }
    thanks.hidden = failed.hidden = true;
    button.disabled = true;
    let sent = false;
    try {
      const response = await fetch(form.action, {method: 'POST', body: data, headers: {'X-Sent-By': 'script'}});
      sent = response.ok;
    } catch {
      // Said below, as for every other reason.
    }
    button.disabled = false;
    thanks.hidden = !sent;
    failed.hidden = sent;
    if (sent) button.textContent = button.dataset.again;
  });
})();
