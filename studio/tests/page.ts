import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const builds = fileURLToPath(new URL('../../artifacts/bin/Crabwalk.Cli/', import.meta.url));

/** The command under test: what the environment names, else what was built last. */
const command = process.env['CRABWALK'] ?? ['debug', 'release'].map(kind => `${builds}${kind}/crabwalk`).find(existsSync) ?? 'crabwalk';
const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A server of its own, and a browser. */
export class Lab {
  #server: ChildProcess | null = null;
  #browser: Browser | null = null;
  #url = '';

  async start(): Promise<void> {
    const server = spawn(command, ['studio', '--port', '0', '--folder', dist], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#server = server;
    this.#url = await new Promise((resolve, reject) => {
      let text = '';
      server.stdout?.on('data', (data: Buffer) => {
        text += data.toString();
        const found = /http:\/\/[\d.:]+/.exec(text);
        if (found) {
          resolve(found[0]);
        }
      });
      server.on('exit', code => reject(new Error(`the server ended with ${code}: ${text}`)));
    });
    this.#browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.#server?.kill();
  }

  /** A page of a new visitor, at the studio; it fails the test when the page throws. */
  async visit(hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser!.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', error => {
      throw error;
    });
    await page.goto(`${this.#url}/${hash}`);
    await page.waitForSelector('#picture svg');
    return page;
  }
}

/** Presses a key, and waits until the page shows another step. */
export async function press(page: Page, key: string): Promise<void> {
  const before = await page.textContent('#counter');
  await page.keyboard.press(key);
  await page.waitForFunction(text => document.getElementById('counter')?.textContent !== text, before);
}
