// What a reader does with the lists: narrow them, go back, and ask the question that the site is made for.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 800 };

/** The list of clusters, with the keyboard alone and from a disk: chips, the way back, advice when nothing is found. */
export async function narrowTheList({ site, inTab, find }) {
  const page = pathToFileURL(path.join(site, 'vi/ccn/index.html')).href;
  await inTab({ viewport: WIDE }, async (tab, at) => {
    at('vi/ccn/, filter');
    await tab.goto(page);
    const rows = tab.locator('#bang-danh-sach tr[data-key]:visible');
    const all = await rows.count();
    const commune = tab.locator('#loc-xa');
    const { wanted, label } = await commune.locator('option').nth(1)
      .evaluate((option) => ({ wanted: option.value, label: option.textContent }));
    const told = await tab.locator(`#bang-danh-sach tr[data-xa~="${wanted}"]`).count();
    await commune.focus();
    await tab.keyboard.press('ArrowDown');
    if (await rows.count() !== told || told === 0 || told === all) find(`"${label}" leaves ${await rows.count()} rows instead of ${told}`, 'list');
    if (!(await tab.locator('.told').innerText()).includes(`${told}/${all}`)) find('does not say how many rows are left', 'list');
    if (!tab.url().endsWith(`#xa=${wanted}`)) find(`the address does not tell the filter: ${tab.url()}`, 'list');
    const chip = tab.locator('.chips button');
    if ((await chip.allInnerTexts()).join() !== `Xã, phường: ${label}`) find('no chip of the chosen commune', 'list');
    await chip.press('Enter');
    if (await rows.count() !== all || await chip.count() > 0) find('the chip does not take its condition away', 'list');
    await tab.goBack();
    if (await rows.count() !== told) find('the way back does not bring the filter back', 'list');
    await tab.goForward();
    if (await rows.count() !== all) find('the way forward does not take the filter away', 'list');
    await tab.goto(`${page}#xa=${wanted}`);
    await tab.reload();
    if (await rows.count() !== told) find('an address with a filter opens without it', 'list');
  });
  await inTab({ viewport: WIDE }, async (tab, at) => {
    at('vi/ccn/, nothing found');
    await tab.goto(page);
    const empty = await tab.$$eval('#loc-giai-doan option', (options) => options.map((option) => option.value)
      .find((value) => value && !document.querySelector(`tr[data-giai-doan="${value}"]`)));
    if (!empty) return;
    await tab.locator('#loc-giai-doan').selectOption(empty);
    const advice = tab.locator('.advice button', { hasText: 'Giai đoạn gần nhất' });
    if (await advice.count() !== 1) return find('names no stage near the one that nobody is at', 'list');
    const count = Number(/\((\d+)\)$/.exec(await advice.innerText())?.[1]);
    await advice.press('Enter');
    const left = await tab.locator('#bang-danh-sach tr[data-key]:visible').count();
    if (left !== count || count === 0) find(`the advice promises ${count} clusters and gives ${left}`, 'list');
  });
  await inTab({ viewport: PHONE }, async (tab, at) => {
    at('vi/ccn/, filter on a phone');
    await tab.goto(page);
    const rows = tab.locator('#bang-danh-sach tr[data-key]:visible');
    const all = await rows.count();
    await tab.locator('#loc-thue-duoc').check();
    if (await rows.count() !== all) find('the list moves under the finger before "Áp dụng"', 'list');
    await tab.getByRole('button', { name: 'Áp dụng' }).click();
    if (await rows.count() >= all) find('"Áp dụng" changes nothing', 'list');
  });
}

/** "What can I lease in 2027, at least 5 ha, food processing, within 60 km of the border, and whom do I call?" */
export async function askTheQuestion({ site, inTab, find, figures }) {
  const home = pathToFileURL(path.join(site, 'vi/index.html')).href;
  await inTab({ viewport: PHONE }, async (tab, at) => {
    at('the question');
    await tab.goto(home);
    await tab.locator('nav.main').getByRole('link', { name: 'Quỹ đất' }).click();
    const industry = tab.getByLabel('Ngành, nghề');
    const offered = await industry.locator('option').allInnerTexts();
    await tab.getByLabel('Thuê được chậm nhất trong năm').selectOption('2027');
    await tab.getByLabel('Khoảnh liền nhau từ (ha)').fill('5');
    await industry.selectOption({ label: offered.includes('chế biến thực phẩm') ? 'chế biến thực phẩm' : offered[1] });
    await tab.getByLabel(/^Cách .*[Cc]ửa khẩu.* không quá \(km\)$/).first().fill('60');
    await tab.getByRole('button', { name: 'Áp dụng' }).click();
    const told = await tab.locator('.told').innerText();
    const found = /Không nơi nào khớp mọi điều kiện/.test(told) ? 0 : await tab.locator('tr[data-key]:visible').count();
    const fitting = await tab.$$eval('tr[data-key]', (rows) => rows.filter((row) => {
      const distances = (row.dataset.km ?? '').split(' ').map((pair) => Number(pair.split('=')[1]));
      return Number(row.dataset.nam) <= 2027 && Number(row.dataset.khoanh) >= 5 && distances[0] <= 60
        && document.querySelector('#loc-nganh').value && (row.dataset.nganh ?? '').split(' ').includes(document.querySelector('#loc-nganh').value);
    }).length);
    if (found !== fitting) find(`the question finds ${found} places instead of ${fitting}`, 'the question');
    if (found === 0) {
      const more = tab.locator('.advice button').first();
      if (await more.count() === 0) return find('no way out of an empty answer', 'the question');
      await more.click();
    }
    const nearest = tab.locator('#bang-tung-cum tr[data-key]:visible').first();
    const whom = nearest.getByRole('link', { name: 'Liên hệ của cụm' });
    if (await whom.count() === 0) return find('the nearest place has nobody to ask', 'the question');
    await whom.click();
    await tab.waitForURL(/#lien-he$/, { timeout: 10_000 });
    const contact = await tab.locator('main').innerText();
    if (!contact.includes('chủ đầu tư hạ tầng')) find('the page of the nearest place names no developer', 'the question');
    figures.push(`the question: ${fitting} places fit`);
  });
}

/** The same question without script: links alone lead from home to an industry, its clusters, and whom to ask. */
export async function askWithoutScript({ site, inTab, find }) {
  await inTab({ viewport: PHONE, javaScriptEnabled: false }, async (tab, at) => {
    at('the question without script');
    await tab.goto(pathToFileURL(path.join(site, 'vi/index.html')).href);
    await tab.locator('nav.main').getByRole('link', { name: 'Quỹ đất' }).click();
    if (await tab.locator('form.find').isVisible()) find('shows a form that can do nothing', 'the question without script');
    await tab.locator('main a[href*="/nganh/"]').first().click();
    if (!/lô được xác nhận|chưa có lô nào/.test(await tab.locator('.answer').innerText())) find('says not whether land can be leased', tab.url());
    await tab.getByRole('link', { name: 'Liên hệ của cụm' }).first().click();
    await tab.waitForURL(/#lien-he$/, { timeout: 10_000 });
  });
}

/** Two clusters are ticked in the list with the keyboard, compared, narrowed to what differs; five cannot be chosen. */
export async function compareTwo({ site, inTab, find }) {
  const page = pathToFileURL(path.join(site, 'vi/so-sanh/index.html')).href;
  const columns = (tab) => tab.locator('#bang-so-sanh-cum thead th[data-key]:visible');
  await inTab({ viewport: WIDE }, async (tab, at) => {
    at('comparison');
    await tab.goto(pathToFileURL(path.join(site, 'vi/ccn/index.html')).href);
    const boxes = tab.locator('#bang-danh-sach .pick');
    const keys = await boxes.evaluateAll((all) => all.slice(0, 2).map((box) => box.value));
    for (const at of [0, 1]) await boxes.nth(at).press('Space');
    await tab.locator('.picked a').press('Enter');
    await tab.waitForURL(/\/so-sanh\/index\.html#so-sanh=/, { timeout: 10_000 });
    if (!tab.url().endsWith(`#so-sanh=${keys.join(',')}`)) find(`the address does not tell what is compared: ${tab.url()}`, 'comparison');
    if (await columns(tab).count() !== 2) find(`${await columns(tab).count()} clusters stand side by side instead of 2`, 'comparison');
    const lines = tab.locator('#bang-so-sanh-cum tbody tr:visible');
    const all = await lines.count();
    await tab.locator('#khac-bang-so-sanh-cum').press('Space');
    const texts = await lines.evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1)
      .filter((cell) => !cell.hidden).map((cell) => cell.textContent.trim())));
    if (texts.length >= all || texts.some(([one, two]) => one === two)) find('shows lines that do not differ', 'comparison');
    for (const at of [2, 3]) await tab.locator('.choose .fields input').nth(at).press('Space');
    if (await columns(tab).count() !== 4) find('four clusters cannot be compared', 'comparison');
    if (await tab.locator('.choose .fields').first().locator('input:not([disabled])').count() !== 4) find('a fifth can be chosen', 'comparison');
    await tab.goBack();
    if (await columns(tab).count() !== 3) find('the way back does not take the last choice away', 'comparison');
  });
  await inTab({ javaScriptEnabled: false }, async (tab, at) => {
    at('comparison without script');
    await tab.goto(page);
    const rows = await tab.locator('#bang-so-sanh-cum tbody tr').count();
    if (rows < 12 || await tab.locator('.choose').first().isVisible()) find(`has ${rows} lines, or a form that can do nothing`, 'comparison without script');
  });
}

/** A table of words, sorted by its first column with the keyboard: the order of tests/search/order.txt, up and down. */
export async function sortTheWords({ site, inTab, find, figures }) {
  const words = readFileSync(path.join(HERE, '../search/order.txt'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  const file = path.join(site, 'vi/xa-phuong/index.html');
  const page = pathToFileURL(file).href;
  const rows = [...words].sort().map((word) => `<tr><th scope="row">${word}</th></tr>`).join('');
  // The page as it is, with the words in the place of its communes.
  const body = readFileSync(file, 'utf8').replace(/(<table id="bang-tat-ca"[^]*?<tbody>)[^]*?(<\/tbody>)/, `$1${rows}$2`);
  await inTab({ viewport: WIDE }, async (tab, at) => {
    at('sorting');
    await tab.route(page, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
    await tab.goto(page);
    const table = tab.locator('#bang-tat-ca');
    const head = table.locator('thead th').first();
    const press = async () => {
      await head.locator('button').press('Enter');
      return table.locator('tbody th').allTextContents();
    };
    const compare = async (sort, expected) => {
      const found = await press();
      const wrong = expected.findIndex((word, index) => word !== found[index]);
      if (wrong >= 0) find(`sorts "${found[wrong]}" to the place of "${expected[wrong]}"`, 'sorting');
      if (await head.getAttribute('aria-sort') !== sort) find(`does not say that it sorted ${sort}`, 'sorting');
    };
    await compare('ascending', words);
    await compare('descending', [...words].reverse());
    const live = await tab.locator('.table:has(#bang-tat-ca) > [role=status]').last().innerText();
    if (!live.includes('giảm')) find(`says "${live}" of a table that was sorted down`, 'sorting');
    figures.push(`${words.length} words in order`);
  });
}
