// What holds for every page of a site: its weight, its requests, its width on a small screen, and that it keeps nothing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

// The narrowest screen that counts, which is also 1280 px at 400 % zoom (WCAG 1.4.10).
const NARROW = { width: 320, height: 800 };
const WIDE = { width: 1280, height: 800 };
// All that a first visit fetches, in bytes after gzip; the front pages of the languages may have more.
const MOST_BYTES = 61_440;
const MOST_BYTES_HOME = 81_920;
const MOST_REQUESTS = 6;

/** Opens every page as a first visitor on a phone does, and counts. */
export async function openEveryPage({ site, files, root, inTab, find, figures }) {
  const bytes = new Map();
  const weight = (file) => {
    if (!bytes.has(file)) bytes.set(file, gzipSync(readFileSync(path.join(site, file)), { level: 9 }).length);
    return bytes.get(file);
  };
  let heaviest = { sum: 0 };
  let most = 0;
  await inTab({ viewport: NARROW }, async (tab, at) => {
    // A tab of a test asks for each file on each page anew, as its requests are looked at one by one.
    let asked = new Set();
    tab.on('request', (request) => asked.add(request.url().split(/[?#]/)[0]));
    for (const file of files) {
      at(`${file}, first visit`);
      asked = new Set();
      await tab.goto(root + file, { waitUntil: 'load' });
      const own = [...asked].filter((url) => url.startsWith(root)).map((url) => decodeURI(url.slice(root.length)));
      const sum = own.reduce((sum, name) => sum + weight(name), 0);
      const allowed = /^(\w\w\/)?index\.html$/.test(file) ? MOST_BYTES_HOME : MOST_BYTES;
      if (sum > allowed) find(`weighs ${sum} bytes after gzip, ${allowed} are allowed`, file);
      if (own.length > MOST_REQUESTS) find(`makes ${own.length} requests, ${MOST_REQUESTS} are allowed: ${own.join(', ')}`, file);
      if (sum > heaviest.sum) heaviest = { sum, file };
      most = Math.max(most, own.length);
      for (const text of await tab.evaluate(leftBehind)) find(text, file);
    }
    const cookies = await tab.context().cookies();
    for (const { name } of cookies) find(`sets the cookie ${name}`, 'first visit');
  });
  figures.push(`${files.length} pages opened, the heaviest ${heaviest.sum} B gzip (${heaviest.file}), at most ${most} requests`);
}

/** What a page keeps in the browser, and how far it is wider than the screen; runs in the page. */
async function leftBehind() {
  const found = [];
  if (document.cookie) found.push(`sets a cookie: ${document.cookie}`);
  if (localStorage.length + sessionStorage.length > 0) found.push('keeps something in the storage of the browser');
  const databases = await indexedDB.databases();
  if (databases.length > 0) found.push(`keeps the database ${databases[0].name}`);
  if ((await navigator.serviceWorker?.getRegistrations())?.length > 0) found.push('leaves a service worker behind');
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (excess > 0) found.push(`scrolls sideways by ${excess} px on a screen of 320 px`);
  return found;
}

/** From a disk, with the keyboard alone: a page in each of its other languages, and back to the first. */
export async function changeLanguage({ site, inTab, find }) {
  const start = pathToFileURL(path.join(site, 'vi/ccn/index.html')).href;
  await inTab({ viewport: WIDE }, async (tab, at) => {
    at('language switch');
    await tab.goto(start);
    const others = await tab.locator('header nav a[hreflang]').evaluateAll((links) => links.map((link) => link.hreflang));
    for (const language of [...others, 'vi']) {
      const before = await tab.evaluate(() => document.querySelector('h1').textContent);
      if (!await tabTo(tab, `header nav a[hreflang="${language}"]`)) return find(`Tab does not reach the link to ${language}`, tab.url());
      await tab.keyboard.press('Enter');
      await tab.waitForURL(start.replace('/vi/ccn/', `/${language}/ccn/`), { timeout: 10_000 });
      const now = await tab.evaluate(() => ({
        language: document.documentElement.lang,
        heading: document.querySelector('h1').textContent,
        current: document.querySelector('header nav [aria-current=true]')?.lang,
      }));
      if (now.language.slice(0, 2) !== language || now.current?.slice(0, 2) !== language) {
        find(`the link to ${language} leads to a page in ${now.language} that calls itself ${now.current}`, tab.url());
      }
      if (now.heading === before) find(`the heading is the same in ${language}`, tab.url());
    }
  });
}

/** Presses Tab until the element has the focus and shows it; false when it is not among the first of the page. */
async function tabTo(tab, selector) {
  for (let pressed = 0; pressed < 20; pressed += 1) {
    await tab.keyboard.press('Tab');
    const state = await tab.evaluate((selector) => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return element.matches(selector) && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
    }, selector);
    if (state) return true;
  }
  return false;
}
