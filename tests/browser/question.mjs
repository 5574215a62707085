// Asks the question that the site is made for where there is an answer: what can I lease in 2027, at least 5 ha, for food
// processing, within 60 km of the border, and whom do I call? From home, by visible links and filters alone, on a phone.
// usage: node question.mjs FOLDER      FOLDER is the site of the invented province with the rows of tests/browser/fitting
//        CHROMIUM=/path/to/chromium   another browser than /usr/bin/chromium
// Exit code 0: no finding; 1: findings, one line each; 2: something is missing to run it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SITE = path.resolve(process.argv[2] ?? '');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const MOST_MINUTES = 2;

need(existsSync(path.join(SITE, 'vi/ccn/vi-du-11/index.html')), `${SITE} is not the site with an answer`, 'tests/all.sh says how it is built');
need(existsSync(path.join(HERE, 'node_modules')), 'playwright-core is missing', `npm ci --prefix ${HERE}`);
need(existsSync(CHROMIUM), `${CHROMIUM} is missing`, 'apt-get install -y chromium');
const { chromium } = await import('playwright-core');

const findings = [];
const late = setTimeout(() => {
  console.error(`the question took more than ${MOST_MINUTES} minutes`);
  process.exit(1);
}, MOST_MINUTES * 60_000);
let browser;
try {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, javaScriptEnabled });
    const tab = await context.newPage();
    tab.setDefaultTimeout(10_000);
    tab.on('pageerror', (error) => findings.push(`script: ${error.message}`));
    await tab.goto(pathToFileURL(path.join(SITE, 'vi/index.html')).href);
    await tab.locator('nav.main').getByRole('link', { name: 'Quỹ đất' }).click();
    await (javaScriptEnabled ? chooseByFilter(tab) : chooseByLinks(tab));
    await readThePlace(tab, javaScriptEnabled ? 'with script' : 'without script');
    await context.close();
  }
} catch (error) {
  findings.push(`stopped: ${error.message.split('\n')[0]}`);
} finally {
  await browser?.close();
  clearTimeout(late);
}
for (const line of findings) console.log(`FAIL: ${line}`);
console.log(`the question: a place, its land, date, industry, distance, price and telephone; ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;

/** The filter leaves the one plot that fits, with the land, the day and the price in its row. */
async function chooseByFilter(tab) {
  await tab.getByLabel('Thuê được chậm nhất trong năm').selectOption('2027');
  await tab.getByLabel('Khoảnh liền nhau từ (ha)').fill('5');
  await tab.getByLabel('Ngành, nghề').selectOption({ label: 'chế biến thực phẩm' });
  await tab.getByLabel('Cách Cửa khẩu Ví Dụ không quá (km)').fill('60');
  await tab.getByRole('button', { name: 'Áp dụng' }).click();
  const plots = tab.locator('#bang-se-co tr[data-key]:visible');
  if (await plots.count() !== 1) findings.push(`${await plots.count()} plots fit instead of 1`);
  const clusters = tab.locator('#bang-tung-cum tr[data-key]:visible');
  if (await clusters.count() !== 1) findings.push(`${await clusters.count()} clusters fit instead of 1`);
  tells(await plots.first().innerText(), 'the row of the plot', ['60.000', 'quý 1/2027', '1.150.000', '10/6/2026']);
  await plots.first().getByRole('link', { name: 'Ví Dụ 11' }).click();
}

/** Without script a link leads to the clusters of an industry, and from there to the one cluster. */
async function chooseByLinks(tab) {
  await tab.locator('main').getByRole('link', { name: 'chế biến thực phẩm' }).first().click();
  const clusters = tab.locator('#bang-tung-cum tr[data-key]');
  if (await clusters.count() !== 1) findings.push(`${await clusters.count()} clusters take the industry instead of 1`);
  await clusters.first().getByRole('link', { name: 'Ví Dụ 11' }).click();
}

/** What the page of the cluster tells: each figure of tests/browser/fitting where a reader looks for it. */
async function readThePlace(tab, how) {
  await tab.waitForURL(/\/vi\/ccn\/vi-du-11\/index\.html/);
  const said = (place, texts) => tells(place, how, texts);
  said(await tab.locator('.answer').first().innerText(), ['dự kiến quý 1/2027']);
  said(await tab.locator('#bang-lo-dat').innerText(), ['60.000', 'quý 1/2027', '10/6/2026']);
  said(await tab.locator('main').innerText(), ['chế biến thực phẩm', 'Nhà đầu tư thứ cấp liên hệ chủ đầu tư hạ tầng trước']);
  const row = (table, name) => tab.locator(`${table} tr`, { hasText: name }).first().innerText();
  said(await row('#bang-khoang-cach', 'Cửa khẩu Ví Dụ'), ['42,5', '55']);
  said(await row('#bang-gia', '1.150.000'), ['đồng/m²', 'chưa gồm', '31/12/2026', '10/6/2026', 'Công ty Hạ tầng Ví Dụ 11']);
  const call = tab.getByRole('link', { name: '0200 000 011' });
  if (await call.count() !== 1) return findings.push(`${how}: nobody to call`);
  if (await call.getAttribute('href') !== 'tel:0200000011') findings.push(`${how}: the number leads to ${await call.getAttribute('href')}`);
  return undefined;
}

function tells(text, where, wanted) {
  for (const words of wanted) if (!text.includes(words)) findings.push(`${where} does not tell "${words}": ${text.slice(0, 120)}`);
}

function need(there, what, command) {
  if (there) return;
  console.error(`${what}; to mend it: ${command}`);
  process.exit(2);
}
