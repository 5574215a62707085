// Opens a built site in Chromium and fails on what a visitor would stumble over.
// usage: node run.mjs [FOLDER]        FOLDER is a built site; default: public in the project folder
//        CHROMIUM=/path/to/chromium   another browser than /usr/bin/chromium
//        PAGES=all                    axe on every page instead of those that differ most; slow
// Exit code 0: no finding; 1: findings, one line each; 2: something is missing to run it.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { askTheQuestion, askWithoutScript, compareTwo, narrowTheList, sortTheWords } from './list.mjs';
import { changeLanguage, openEveryPage } from './pages.mjs';
import { serve } from './server.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SITE = path.resolve(process.argv[2] ?? path.join(HERE, '../../public'));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ALL_PAGES = process.env.PAGES === 'all';
// A site must not mind where on a host it lies.
const PREFIX = '/thu-muc/con/';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];
// Every kind of page that a site has; one that is gone is a finding, a new one is tested unasked.
const KINDS = [
  'root', 'home', 'clusters', 'cluster', 'group', 'compare', 'land', 'agencies', 'agency', 'communes', 'guides', 'guide', 'documents',
  'document', 'reports', 'report', 'statistics', 'definitions', 'open-data', 'dataset', 'quality', 'changes', 'offline', 'print-all', 'old-addresses', 'index', 'missing',
];
// What a visitor on a slow line waits for, in bytes after gzip.
const MOST_BYTES = { 'assets/site.css': 12_288, 'assets/search-index.js': 61_440 };
// All scripts together, but for the index.
const MOST_SCRIPT = 12_288;
const VECTORS = path.join(HERE, '../search/vectors.tsv');
const MOST_SHEETS = 2;
const LEAST_POINTS = 8.5;
const MOST_PAGES = 2000;
const MOST_LINES = 40;
const MOST_MINUTES = ALL_PAGES ? 60 : 15;

need(existsSync(path.join(SITE, 'index.html')), `${SITE} holds no site`, 'cargo run -- build');
need(existsSync(path.join(HERE, 'node_modules')), 'playwright-core and axe-core are missing', `npm ci --prefix ${HERE}`);
need(existsSync(CHROMIUM), `${CHROMIUM} is missing`, 'apt-get install -y chromium');
const { chromium } = await import('playwright-core');
const axe = readFileSync(path.join(HERE, 'node_modules/axe-core/axe.min.js'), 'utf8');

const findings = new Map();
const figures = [];
const late = setTimeout(() => {
  console.error(`the browser test took more than ${MOST_MINUTES} minutes`);
  process.exit(1);
}, MOST_MINUTES * 60_000);
let server, atBase, browser;
try {
  server = await serve(SITE, PREFIX);
  atBase = await serve(SITE, basePath());
  // Playwright starts it with a new, empty profile and removes that at the end.
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
    ],
  });
  await lookAtEachKind();
  await openEveryPage({ site: SITE, files: names(), root: server.root, inTab, find, figures });
  await useTheKeyboard();
  await changeLanguage({ site: SITE, inTab, find });
  await sortAndFilter();
  await narrowTheList({ site: SITE, inTab, find });
  await askTheQuestion({ site: SITE, inTab, find, figures });
  await askWithoutScript({ site: SITE, inTab, find });
  await compareTwo({ site: SITE, inTab, find });
  await sortTheWords({ site: SITE, inTab, find, figures });
  await walkWithoutScript();
  await openAsFiles();
  await searchAsFiles();
  await searchWithoutScript();
  await printClusters();
  weigh();
} finally {
  await browser?.close();
  await server?.close();
  await atBase?.close();
  clearTimeout(late);
}

const lines = [...findings].map(([text, places]) => {
  const more = places.size > 3 ? `; ${places.size} places in all` : '';
  return `${text} (${[...places].slice(0, 3).join('; ')}${more})`;
});
for (const line of lines.slice(0, MOST_LINES)) console.log(`FAIL: ${line}`);
if (lines.length > MOST_LINES) console.log(`... and ${lines.length - MOST_LINES} more`);
console.log(`browser: ${figures.join(', ')}; ${lines.length} findings`);
process.exitCode = lines.length > 0 ? 1 : 0;

/** Axe's rules, layout, console and title of each kind of page, at each width and in each colour scheme. */
async function lookAtEachKind() {
  const pages = chosenPages();
  let runs = 0;
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      const mode = `${width} px ${colorScheme}`;
      const titles = new Map();
      await inTab({ viewport: { width, height: 800 }, colorScheme }, async (tab, at) => {
        for (const page of pages) {
          at(`${page.name}, ${mode}`);
          const answer = await tab.goto(page.url);
          if (answer.status() !== page.status) find(`answers ${answer.status()} instead of ${page.status}`, page.name);
          const seen = await tab.evaluate(() => ({
            title: document.title.trim(),
            headings: document.querySelectorAll('h1').length,
            excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          }));
          if (!seen.title) find('has no title', page.name);
          if (titles.has(seen.title)) find(`has the same title as ${titles.get(seen.title)}: "${seen.title}"`, page.name);
          titles.set(seen.title, page.name);
          if (seen.headings !== 1) find(`has ${seen.headings} h1`, page.name);
          if (seen.excess > 0) find(`scrolls sideways by ${seen.excess} px`, `${page.name}, ${mode}`);
          for (const { id, help, nodes } of await violations(tab)) {
            find(`${id}: ${help}`, `${page.name}, ${mode}: ${nodes.length} times, first ${nodes[0].target.join(' ')}`);
          }
          runs += 1;
        }
      });
    }
  }
  figures.push(`${pages.length} pages of ${kindsOf(pages)} kinds`, `${runs} axe runs`);
}

async function violations(tab) {
  await tab.evaluate(axe);
  const options = { resultTypes: ['violations'], runOnly: { type: 'tag', values: RULES } };
  return (await tab.evaluate((options) => axe.run(document, options), options)).violations;
}

/** The first Tab reaches the skip link, which shows itself and leads to the main part. */
async function useTheKeyboard() {
  await inTab({ viewport: { width: 1280, height: 800 } }, async (tab, at) => {
    at('vi/, keyboard');
    await tab.goto(`${server.root}vi/`);
    await tab.keyboard.press('Tab');
    const link = await tab.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      const shown = box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0;
      return { href: document.activeElement.getAttribute('href'), shown };
    });
    if (link.href !== '#main') find(`the first Tab lands on ${link.href ?? 'nothing'} instead of #main`, 'vi/');
    if (!link.shown) find('the skip link stays hidden when it has the focus', 'vi/');
    await tab.keyboard.press('Enter');
    const target = await tab.evaluate(() => document.activeElement.id);
    if (target !== 'main') find(`the skip link moves the focus to ${target || 'nothing'}`, 'vi/');
  });
}

/** What script adds to tables: a filter that takes Vietnamese without its marks, and a sort by column. */
async function sortAndFilter() {
  const name = 'vi/xa-phuong/';
  await inTab({ viewport: { width: 1280, height: 800 } }, async (tab, at) => {
    at(`${name}, script`);
    await tab.goto(server.root + name);
    const table = tab.locator('.table:has(table.sortable.filterable)').first();
    const rows = table.locator('tbody tr:not(.total)');
    const all = await rows.count();
    const words = (await rows.last().locator('th, td').first().innerText()).trim();
    const plain = words.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
    await table.locator('input[type=search]').fill(plain);
    const left = await rows.locator('visible=true').count();
    if (left < 1 || left >= all) find(`the filter "${plain}" leaves ${left} of ${all} rows`, name);
    await table.locator('input[type=search]').fill('');
    const head = table.locator('thead th').first();
    const press = async () => {
      await head.locator('button').press('Enter');
      return { sort: await head.getAttribute('aria-sort'), first: await rows.first().innerText() };
    };
    const up = await press();
    const down = await press();
    if (up.sort !== 'ascending' || down.sort !== 'descending' || up.first === down.first) {
      find(`sorting by the first column gives ${up.sort}, then ${down.sort}`, name);
    }
  });
}

/** From the home page, links alone lead to every cluster, and every link of the site has an answer. */
async function walkWithoutScript() {
  const reached = new Set([`${server.root}vi/`]);
  const files = new Map();
  // The links of the map are SVG, whose `href` is no string.
  const hrefs = (links) => links.map((link) => new URL(link.getAttribute('href'), link.baseURI).href.split('#')[0]);
  await inTab({ javaScriptEnabled: false }, async (tab, at) => {
    for (const url of reached) {
      if (reached.size > MOST_PAGES) throw new Error(`more than ${MOST_PAGES} pages`);
      at(`${place(url)}, no script`);
      const answer = await tab.goto(url, { waitUntil: 'domcontentloaded' });
      if (answer.status() !== 200) find(`a link leads to nothing: ${place(url)}`, 'without script');
      for (const link of await tab.$$eval('a[href]', hrefs)) {
        if (!link.startsWith(server.root)) continue;
        if (/(\/|\.html)$/.test(link)) reached.add(link);
        else files.set(link, place(url));
      }
    }
    for (const [link, from] of files) {
      const answer = await tab.request.fetch(link, { method: 'HEAD' });
      if (answer.status() !== 200) find(`links to ${place(link)}, which answers ${answer.status()}`, from);
    }
  });
  const folders = readdirSync(path.join(SITE, 'vi/ccn'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(SITE, 'vi/ccn', entry.name, 'index.html')));
  for (const { name } of folders) {
    if (!reached.has(`${server.root}vi/ccn/${name}/index.html`)) find('no link leads to it', `vi/ccn/${name}/`);
  }
  const reports = [...files.keys()].filter((link) => link.endsWith('.pdf')).length;
  if (reports === 0) find('no link leads to a PDF', 'without script');
  figures.push(`${reached.size} pages and ${files.size} files (${reports} PDF) reached without script`);
  figures.push(`${folders.length} clusters`);
}

/** A folder on a disk or a stick: the same look as from a server, and links that work. */
async function openAsFiles() {
  const look = () => ['body', 'h1', 'header', 'nav a'].map((part) => {
    const style = getComputedStyle(document.querySelector(part));
    return [style.fontFamily, style.fontSize, style.color, style.backgroundColor].join(' ');
  }).join('; ');
  await inTab({}, async (tab, at) => {
    at('vi/, served');
    await tab.goto(`${server.root}vi/index.html`);
    const served = await tab.evaluate(look);
    at('vi/, file');
    await tab.goto(pathToFileURL(path.join(SITE, 'vi/index.html')).href);
    if ((await tab.evaluate(look)) !== served) find('looks different from a file than from a server', 'vi/index.html');
    await tab.locator('a[href="ccn/index.html"]').first().click();
    await tab.locator('main table a[href$="/index.html"]').first().click();
    await tab.waitForURL(/\/vi\/ccn\/[^/]+\/index\.html$/, { timeout: 10_000 })
      .catch(() => find(`two clicks from home lead to ${tab.url()}`, 'as files'));
  });
}

/** Below the search box of a page on a disk: the same answers as tests/search/vectors.tsv wants of the Rust code. */
async function searchAsFiles() {
  const vectors = readFileSync(VECTORS, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  await inTab({ viewport: { width: 1280, height: 800 } }, async (tab, at) => {
    at('search, file');
    await tab.goto(pathToFileURL(path.join(SITE, 'vi/quy-dat/index.html')).href);
    const box = tab.getByRole('search').getByRole('searchbox');
    const results = tab.locator('.results li a');
    if (await tab.locator('script[src$="search-index.js"]').count()) find('loads the index before anybody searches', 'search');
    await box.focus();
    await box.fill('hoa son i');
    await results.first().waitFor();
    const marks = await results.first().locator('mark').allInnerTexts();
    if (!marks.includes('Hòa') || !marks.includes('Sơn')) find(`"hoa son i" marks ${marks.join(', ') || 'nothing'}`, 'search');
    const status = tab.locator('.results [role=status]');
    if (!/\d/.test(await status.innerText())) find('says no number of results', 'search');
    for (const vector of vectors) {
      const [query, titles] = vector.split('\t');
      const expected = titles.split(' | ').filter(Boolean);
      await box.fill(query);
      // Behind a name in brackets stands the other name by which it was found.
      const found = await results.allInnerTexts();
      const right = expected.every((title, index) => found[index] === title || found[index]?.startsWith(`${title} (`));
      if (!right || (expected.length === 0 && found.length > 0)) {
        find(`the query "${query}" finds ${found.slice(0, 3).join(', ') || 'nothing'} instead of ${titles}`, 'search');
      }
    }
    await box.fill('dong dang');
    await box.press('Escape');
    if (await results.count() > 0 || await box.inputValue() !== '') find('Escape leaves results', 'search');
    await box.fill('ho son 1');
    await box.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/\/vi\/ccn\/[^/]+\/index\.html$/, { timeout: 10_000 })
      .catch(() => find(`arrow and Enter lead to ${tab.url()}`, 'search'));
  });
  await inTab({ viewport: { width: 320, height: 800 } }, async (tab, at) => {
    at('search, served');
    await tab.goto(`${server.root}vi/quy-dat/index.html`);
    await tab.getByRole('searchbox').fill('huu lung');
    await tab.locator('.results li').first().waitFor();
    for (const { id, help } of await violations(tab)) find(`${id}: ${help}`, 'search results');
    const excess = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (excess > 0) find(`scrolls sideways by ${excess} px`, 'search results');
  });
  figures.push(`${vectors.length} queries`);
}

/** A cluster on paper in each language: two sheets of A4 at most, readable, with the code of its address, no menu. */
async function printClusters() {
  const pages = names().filter((file) => /^(vi|en|zh)\/ccn\/[^/]+\/index\.html$/.test(file));
  await inTab({}, async (tab, at) => {
    for (const page of pages) {
      at(`${page}, print`);
      await tab.goto(server.root + page.replace(/index\.html$/, ''));
      if (!(await tab.locator('body.kind-cluster').count())) continue;
      const paper = (await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
      const sheets = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      if (sheets < 1 || sheets > MOST_SHEETS) find(`prints on ${sheets} sheets, at most ${MOST_SHEETS} are right`, page);
      await tab.emulateMedia({ media: 'print' });
      const shown = await tab.evaluate(() => ({
        code: document.querySelector('.printed svg')?.getBoundingClientRect().width ?? 0,
        menu: document.querySelector('nav.main').getBoundingClientRect().height,
        points: Math.min(...[...document.querySelectorAll('body *')]
          .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          // A style tells pixels to four decimals: 8.5 pt are 11.3333 px.
          .map((element) => Math.round(parseFloat(getComputedStyle(element).fontSize) * 75) / 100)),
      }));
      await tab.emulateMedia({ media: null });
      if (shown.code < 50) find('has no QR code of its address on paper', page);
      if (shown.menu > 0) find('prints its menu', page);
      if (shown.points < LEAST_POINTS) find(`prints type of ${shown.points} pt, at least ${LEAST_POINTS} is right`, page);
    }
  });
  figures.push(`${pages.length} clusters on paper`);
}

/** Without script the search box leads to the list of all names, on a server and from a disk. */
async function searchWithoutScript() {
  for (const start of [`${server.root}vi/index.html`, pathToFileURL(path.join(SITE, 'vi/index.html')).href]) {
    await inTab({ javaScriptEnabled: false }, async (tab, at) => {
      at('search without script');
      await tab.goto(start);
      await tab.getByRole('searchbox').fill('đồng');
      await tab.getByRole('search').getByRole('button').click();
      await tab.waitForURL(/\/vi\/a-z\/index\.html\?q=/, { timeout: 10_000 })
        .catch(() => find(`the search box leads to ${tab.url()}`, start.split(':')[0]));
    });
  }
}

function weigh() {
  for (const [file, most] of Object.entries(MOST_BYTES)) {
    const bytes = gzipSync(readFileSync(path.join(SITE, file)), { level: 9 }).length;
    if (bytes > most) find(`has ${bytes} bytes after gzip; ${most} are allowed`, file);
    figures.push(`${path.basename(file)} ${bytes} B gzip`);
  }
  const own = readdirSync(path.join(SITE, 'assets')).filter((file) => file.endsWith('.js') && file !== 'search-index.js');
  const sizes = own.map((file) => gzipSync(readFileSync(path.join(SITE, 'assets', file)), { level: 9 }).length);
  const script = sizes.reduce((sum, bytes) => sum + bytes, 0);
  if (script > MOST_SCRIPT) find(`have ${script} bytes after gzip; ${MOST_SCRIPT} are allowed`, own.join(', '));
  figures.push(`${own.join(' + ')} ${script} B gzip`);
}

/** Runs `visit` in a fresh tab and notes what the browser itself complains about. */
async function inTab(options, visit) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  let where = '';
  try {
    // Nothing but this site's own servers and files; what else is asked for never leaves the machine.
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if ([server.root, atBase.root, 'data:', 'file:'].some((own) => url.startsWith(own))) return route.continue();
      find(`asks another host: ${url}`, where);
      return route.abort();
    });
    const tab = await context.newPage();
    tab.setDefaultTimeout(30_000);
    // Chromium reports violations of the Content-Security-Policy on the console too.
    tab.on('console', (message) => {
      const expected = where.startsWith('404') && message.text().includes('status of 404');
      if (message.type() === 'error' && !expected) find(`console: ${message.text()}`, where);
    });
    tab.on('pageerror', (error) => find(`script: ${error.message}`, where));
    await visit(tab, (text) => { where = text; });
  } catch (error) {
    find(`stopped: ${error.message.split('\n')[0]}`, where);
  } finally {
    await context.close();
  }
}

/** One page of each kind, and of clusters and reports those that differ most. */
function chosenPages() {
  const byKind = new Map();
  for (const file of htmlFiles(SITE)) {
    const kind = /<body class="kind-([a-z0-9-]+)"/.exec(readFileSync(file, 'utf8'))?.[1];
    if (kind === undefined) find('has no kind', path.relative(SITE, file));
    else byKind.set(kind, [...(byKind.get(kind) ?? []), file]);
  }
  // It leaves as soon as it is opened.
  byKind.delete('redirect');
  for (const kind of KINDS) if (!byKind.has(kind)) find('no page of this kind', kind);
  const chosen = new Set([...byKind.values()].map((files) => files[0]));
  for (const kind of ['cluster', 'guide', 'document', 'agency', 'report']) {
    const bySize = (byKind.get(kind) ?? []).sort((a, b) => statSync(a).size - statSync(b).size);
    for (const file of [bySize[0], bySize.at(-1)]) if (file) chosen.add(file);
  }
  for (const start of ['bao-cao-', 'bieu-04-']) {
    const file = byKind.get('report')?.find((file) => path.basename(path.dirname(file)).startsWith(start));
    if (file) chosen.add(file);
    else find('no report page of this name', start);
  }
  chosen.add(path.join(SITE, 'vi/gioi-thieu/index.html'));
  chosen.delete(path.join(SITE, '404.html'));
  const chosenNames = [...chosen].map((file) => path.relative(SITE, file).split(path.sep).join('/'));
  const pages = (ALL_PAGES ? names() : chosenNames).map((name) => ({ name, url: server.root + name, status: 200 }));
  // The page for what is missing stands under any address, so it is written for the place named by base_url.
  return [...pages, { name: '404.html', url: `${atBase.root}khong/co/trang`, status: 404 }];
}

function kindsOf(pages) {
  const kind = (page) => /<body class="([^"]*)"/.exec(readFileSync(path.join(SITE, page.name), 'utf8'))?.[1];
  return new Set(pages.map(kind)).size;
}

/** Every page that stands at an address of its own, as a path below the site. */
function names() {
  return htmlFiles(SITE).map((file) => path.relative(SITE, file).split(path.sep).join('/')).filter((name) => name !== '404.html');
}

function htmlFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return htmlFiles(place);
    return entry.name.endsWith('.html') ? [place] : [];
  });
}

/** The path of the address that the site was built for. */
function basePath() {
  const home = readFileSync(path.join(SITE, 'index.html'), 'utf8');
  return new URL(/<link rel="canonical" href="([^"]+)"/.exec(home)[1]).pathname;
}

function place(url) {
  return decodeURI(url.slice(server.root.length));
}

function find(text, where) {
  findings.set(text, (findings.get(text) ?? new Set()).add(where));
}

function need(there, what, command) {
  if (there) return;
  console.error(`${what}; to mend it: ${command}`);
  process.exit(2);
}
