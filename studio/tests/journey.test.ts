import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, press } from './page';

const lab = new Lab();
beforeAll(() => lab.start(), 60_000);
afterAll(() => lab.stop());

describe('a newcomer', () => {
  it('meets a program that already walks, goes to the error and walks back to its cause', async () => {
    const page = await lab.visit();
    expect(await page.textContent('#counter')).toMatch(/^1 \//);
    await page.click('#to-problem');
    await page.waitForSelector('.cm-problem');
    expect(await page.textContent('.cm-problem')).toContain('use of a freed block');
    expect(await page.textContent('#sentence')).toContain('given back at line 9');
    await page.locator('.cm-problem .run-link', { hasText: 'line 9' }).click();
    await page.waitForFunction(() => document.querySelector('.cm-problem') === null);
    expect(await page.locator('.cm-now').first().textContent()).toContain('free(p)');
  });

  it('does all of it with the keyboard alone', async () => {
    const page = await lab.visit();
    await press(page, 'End');
    expect(await page.locator('.cm-problem').count()).toBe(1);
    await press(page, 'ArrowLeft');
    expect(await page.locator('.cm-problem').count()).toBe(0);
    await press(page, 'Home');
    await press(page, 'ArrowRight');
    expect(await page.textContent('#counter')).toMatch(/^2 \//);
    await page.keyboard.press('?');
    expect(await page.locator('dialog[open]').textContent()).toContain('back over calls');
  });

  it('changes the program: an error is told, and its repair walks again', async () => {
    const page = await lab.visit();
    await page.selectOption('#examples', 'new.c');
    await page.waitForFunction(() => document.querySelector('.cm-content')?.textContent?.includes('hello'));
    await write(page, 'int main(void) { return x; }');
    await page.waitForSelector('.message-error');
    expect(await page.textContent('#messages')).toContain('x');
    await write(page, 'int main(void) { int x = 41; x++; return x; }');
    await page.waitForSelector('#picture svg');
    await press(page, 'End');
    expect(await page.textContent('#picture')).toContain('42');
  });

  it('shares a step: the link opens the same program at the same step', async () => {
    const page = await lab.visit();
    await press(page, 'End');
    await press(page, 'ArrowLeft');
    const counter = await page.textContent('#counter');
    await page.waitForFunction(step => location.hash.includes(`step=${step}`), counter?.split(' ')[0]);
    const again = await lab.visit(new URL(page.url()).hash);
    expect(await again.textContent('#counter')).toBe(counter);
  });

  it('guesses what a variable will hold', async () => {
    const page = await lab.visit();
    await page.selectOption('#examples', 'stack.c');
    await page.waitForFunction(() => document.querySelector('.cm-content')?.textContent?.includes('g(a)'));
    await page.waitForFunction(() => document.getElementById('counter')?.textContent?.startsWith('1 /'));
    await page.click('#predict');
    await page.focus('#picture');
    while (await page.locator('#guess').isHidden()) {
      await press(page, 'ArrowRight');
    }

    expect(await page.textContent('#guess label')).toBe('What does a hold now?');
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#guess output')).toBe('Right: a is 10.');
  });

  it('runs a program that Rust rejects, anyway', async () => {
    const page = await lab.visit();
    await page.selectOption('#examples', 'moved.rs');
    await page.waitForSelector('.message-error');
    expect(await page.textContent('#messages')).toContain('E0382');
    await page.click('#sentence button');
    await page.waitForSelector('#picture svg');
    await page.waitForFunction(() => /\d/.test(document.getElementById('counter')?.textContent ?? ''));
  });
});

describe('the page', () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  it.each([
    ['wide and light', 1440, 900, 'light'],
    ['a tablet, dark', 1024, 768, 'dark'],
    ['a phone, light', 390, 844, 'light'],
    ['a phone, dark', 390, 844, 'dark'],
  ] as const)('is open to all: %s', async (_, width, height, colorScheme) => {
    const page = await lab.visit('', { viewport: { width, height }, colorScheme, bypassCSP: true });
    await press(page, 'End');
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run();
      return found.violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.html).join(' ')}`);
    });
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  it('goes from a cell to the step that wrote it, and on to the write before', async () => {
    const page = await lab.visit();
    await press(page, 'End');
    const cell = page.locator('#picture g:has(> title)').filter({ hasText: 'q' }).first();
    await cell.click();
    await page.waitForFunction(() => document.querySelector('.cm-now')?.textContent?.includes('q = p'));
    await cell.click();
    await page.waitForFunction(() => document.querySelector('.cm-now')?.textContent?.includes('int *q'));
    await cell.click({ modifiers: ['Shift'] });
    await page.waitForFunction(() => document.querySelector('.cm-now')?.textContent?.includes('q = p'));
  });

  it('saves the whole walk as a page and as slides that need nothing else', async () => {
    const page = await lab.visit();
    for (const [choice, sign] of [['the walk as a web page', 'free(p)'], ['the walk as slides', 'free(p)']] as const) {
      await page.click('#save');
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: choice }).click()]);
      const text = readFileSync(await file.path(), 'utf8');
      expect(text).toContain(sign);
      expect(text).not.toMatch(/(src|href)="https?:/);
    }
  });

  it('prints the program and the picture alone', async () => {
    const page = await lab.visit();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header').isVisible()).toBe(false);
    expect(await page.locator('#picture svg').isVisible()).toBe(true);
  });
});

async function write(page: Page, text: string): Promise<void> {
  await page.click('.cm-content');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Escape');
}
