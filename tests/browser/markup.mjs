// Opens a site in whose every text somebody typed markup and script, and fails if any of it is more than letters.
// usage: node markup.mjs FOLDER        FOLDER is what `cargo test --test suite markup` left below target/tmp
//        CHROMIUM=/path/to/chromium   another browser than /usr/bin/chromium
// Exit code 0: no finding; 1: findings, one line each; 2: something is missing to run it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { serve } from './server.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SITE = path.resolve(process.argv[2] ?? path.join(HERE, '../../target/tmp/planted'));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const TYPED = '<script>planted()</script>';
const MOST_LINES = 40;
const MOST_MINUTES = 10;

need(existsSync(path.join(SITE, 'index.html')), `${SITE} holds no site`, 'cargo test --test suite markup');
need(existsSync(path.join(HERE, 'node_modules')), 'playwright-core is missing', `npm ci --prefix ${HERE}`);
need(existsSync(CHROMIUM), `${CHROMIUM} is missing`, 'apt-get install -y chromium');
const { chromium } = await import('playwright-core');

const findings = new Map();
const late = setTimeout(() => {
  console.error(`the test of markup took more than ${MOST_MINUTES} minutes`);
  process.exit(1);
}, MOST_MINUTES * 60_000);
let server, browser;
let shown = 0;
let pages = 0;
try {
  server = await serve(SITE, '/');
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
  // Without the site's own Content-Security-Policy, which would stop a script that escaping let through.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  let asked = '';
  await context.route('**/*', (route) => {
    const request = route.request();
    if (!request.url().startsWith(server.root)) {
      find('asks another host', request.url());
      return route.abort();
    }
    // An old address leads on at once: held back, so that the page itself can be looked at.
    return request.isNavigationRequest() && request.url() !== asked ? route.abort('aborted') : route.continue();
  });
  const tab = await context.newPage();
  let where = '';
  await tab.exposeFunction('planted', () => find('a script that somebody typed ran', where));
  tab.on('dialog', async (dialog) => {
    find('opens a dialog', where);
    await dialog.dismiss();
  });
  tab.on('pageerror', (error) => find(`script: ${error.message}`, where));
  for (const file of files(SITE).filter((file) => file.endsWith('.html'))) {
    where = file;
    asked = new URL(server.root + file).href;
    await tab.goto(asked);
    await lookAt(tab, where);
    pages += 1;
  }
  // Every button and field of one page with a table, as they make text of text.
  where = 'vi/xa-phuong/index.html, pressed';
  asked = new URL(`${server.root}vi/xa-phuong/index.html`).href;
  await tab.goto(asked);
  for (const button of await tab.locator('main button').all()) await button.press('Enter');
  for (const input of await tab.locator('main input[type=search]').all()) await input.fill(TYPED);
  await lookAt(tab, where);
  for (const file of files(SITE).filter((file) => file.endsWith('.xml'))) {
    const text = readFileSync(path.join(SITE, file), 'utf8');
    const fault = await tab.evaluate((xml) => {
      const read = new DOMParser().parseFromString(xml, 'application/xml');
      return read.querySelector('parsererror')?.textContent ?? null;
    }, text);
    if (fault !== null) find(`is no XML: ${fault.slice(0, 120)}`, file);
  }
} finally {
  await browser?.close();
  await server?.close();
  clearTimeout(late);
}
if (shown === 0) find(`is shown nowhere: ${TYPED}`, SITE);
const lines = [...findings].map(([text, places]) => `${text} (${[...places].slice(0, 3).join('; ')}; ${places.size} in all)`);
for (const line of lines.slice(0, MOST_LINES)) console.log(`FAIL: ${line}`);
console.log(`markup: ${pages} pages, typed script shown as text ${shown} times; ${lines.length} findings`);
process.exitCode = lines.length > 0 ? 1 : 0;

/** Elements and attributes that no template has, data that is no data, and how often the typed text is read. */
async function lookAt(tab, where) {
  const seen = await tab.evaluate((typed) => {
    const odd = [];
    for (const script of document.scripts) {
      const own = script.src.startsWith(location.origin);
      if (!own && script.type !== 'application/ld+json') odd.push(`a script: ${script.outerHTML.slice(0, 80)}`);
      if (script.type !== 'application/ld+json') continue;
      try {
        JSON.parse(script.textContent);
      } catch (error) {
        odd.push(`JSON-LD that is no JSON: ${error.message}`);
      }
    }
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on')) odd.push(`an attribute ${name} of ${element.localName}`);
        if (['href', 'src', 'action'].includes(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)) {
          odd.push(`an address ${value.slice(0, 40)}`);
        }
      }
      if (element.localName === 'img' && element.getAttribute('src') === 'x') odd.push('an image that somebody typed');
    }
    return { odd, shown: document.body.textContent.split(typed).length - 1 };
  }, TYPED);
  for (const text of seen.odd) find(`has ${text}`, where);
  shown += seen.shown;
}

function files(folder, below = '') {
  const entries = readdirSync(path.join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = path.posix.join(below, entry.name);
    return entry.isDirectory() ? files(folder, name) : [name];
  });
}

function find(text, where) {
  findings.set(text, (findings.get(text) ?? new Set()).add(where));
}

function need(there, what, command) {
  if (there) return;
  console.error(`${what}; to mend it: ${command}`);
  process.exit(2);
}
