// What a reader does with the lists: narrow them, go back, and ask the question that the site is made for.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

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
