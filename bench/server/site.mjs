// Measures the site without a server, in Chromium: node site.mjs http://127.0.0.1:PORT/ (any host of static files that serves studio/site).
// Each load is a new visitor's: nothing is kept from the one before.

import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../studio/package.json', import.meta.url))('playwright-core');
const url = process.argv[2];
const Rounds = 5;

const median = times => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const show = (what, times) => console.log(`${what}: median ${median(times).toFixed(0)} ms of ${times.map(time => time.toFixed(0)).join(', ')}`);

async function load(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url);
  await page.waitForSelector('#picture svg');
  return { page, took: performance.now() - start };
}

async function pick(page, name) {
  await page.evaluate(() => document.getElementById('counter').replaceChildren());
  const start = performance.now();
  await page.selectOption('#examples', name);
  await page.waitForFunction(() => document.getElementById('counter').textContent !== '', null, { timeout: 120_000 });
  return performance.now() - start;
}

async function picks(page, name) {
  const times = [];
  for (let i = 0; i < Rounds; i++) {
    times.push(await pick(page, name));
  }

  return times;
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const loads = [];
for (let i = 0; i < Rounds; i++) {
  const { page, took } = await load(browser);
  loads.push(took);
  await page.context().close();
}

show('first load, to the picture', loads);
const { page } = await load(browser);
for (const name of ['dangling.c', 'list.c', 'borrow.rs']) {
  show(`${name}: compiled, walked and drawn`, await picks(page, name));
}

await browser.close();
