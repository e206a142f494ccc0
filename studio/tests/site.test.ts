import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './page';
import { SiteServer } from './siteServer';

const site = fileURLToPath(new URL('../site', import.meta.url));
const MostBytes = 4_000_000;

// The site is made by `dotnet publish src/Crabwalk.Browser`; without it there is nothing to look at.
describe.skipIf(!existsSync(`${site}/_framework`))('the site without a server', () => {
  const server = new SiteServer(site);
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    url = await server.start();
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.stop();
  });

  async function visit(): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(100_000);
    page.on('pageerror', error => {
      throw error;
    });
    await page.goto(url);
    await page.waitForSelector('#picture svg');
    return page;
  }

  it('is small, walks to the error and back, and has the editor checked', async () => {
    const before = server.sent;
    const page = await visit();
    expect(server.sent - before).toBeLessThan(MostBytes);
    await press(page, 'End');
    expect(await page.textContent('.cm-problem')).toContain('use of a freed block');
    await press(page, 'ArrowLeft');
    expect(await page.locator('.cm-problem').count()).toBe(0);
    await page.waitForSelector('.cm-lintRange');
  });

  it('walks every example to its end', async () => {
    const page = await visit();
    const names = await page.$$eval('#examples option', options => options.map(option => (option as HTMLOptionElement).value));
    for (const name of names) {
      await open(page, name);
      if ((await page.textContent('#counter')) === '–') {
        expect(await page.textContent('#sentence'), name).toContain('The program was not accepted');
        continue;
      }

      await page.focus('#picture');
      await press(page, 'End');
      expect(await page.textContent('#counter'), name).toMatch(/^([\d,]+) \/ \1$/);
    }
  }, 580_000);

  it.each([
    ['nests too deeply', `int main(void) { return ${'('.repeat(50_000)}0${')'.repeat(50_000)}; }`, '#messages', /nest|deep/],
    ['calls itself for ever', 'int f(int n) { return f(n + 1) + 1; } int main(void) { return f(0); }', '#messages', /call|stack|step/],
    ['never ends', 'int main(void) { for (;;) {} }', '#messages', /step|work|loop|end/],
  ])('tells a program that %s what it ran into, and goes on', async (_, text, place, expected) => {
    const page = await visit();
    await open(page, 'new.c');
    await page.click('.cm-content');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
    await page.waitForFunction(([where, pattern]) => new RegExp(pattern!).test(document.querySelector(where!)?.textContent ?? ''), [place, expected.source] as const);
    await open(page, 'stack.c');
    expect(await page.textContent('#counter')).toMatch(/^1 \//);
  });
});

/** Opens a program of the menu, and waits until it is shown or refused. */
async function open(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.getElementById('counter')!.replaceChildren());
  await page.selectOption('#examples', name);
  await page.waitForFunction(() => document.getElementById('counter')?.textContent !== '');
}
