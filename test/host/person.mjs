/** A person at the visible workbench of the headless VS Code: what no test in the extension host can do. */
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { launchChromium, openWorkbench, startServer } from './headless/host.mjs';
import { out } from './package.mjs';

/** The words for what a person does. */
class Person {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    this.input = page.locator('.quick-input-widget:not(.hidden) input').first();
  }
  row(text) {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }
  async command(title) {
    // What closes a moment later, of the command before, is not there to be typed in: a person presses again.
    for (let tries = 1, isTyped = false; !isTyped; tries++) {
      await this.page.keyboard.press('F1');
      isTyped = await this.input.fill(`>${title}`, { timeout: 5000 }).then(
        () => true,
        (error) => {
          if (tries === 6) throw error;
          return false;
        },
      );
    }
    await this.row(title).waitFor();
    await this.page.keyboard.press('Enter');
  }
  /** Takes a row, and waits until the question that had it is gone: the next one may say a word of it. */
  async choose(text) {
    await this.row(text).click();
    await this.row(text).waitFor({ state: 'hidden' });
  }
  /** Answers the question whose title or prompt says so. */
  async answer(question, text) {
    await this.page.locator('.quick-input-widget:not(.hidden)', { hasText: question }).waitFor();
    if (text !== undefined) await this.input.fill(text);
    await this.page.keyboard.press('Enter');
  }
  status(text) {
    return this.page.locator('[id="devschema.devschema.devschema.status"]', { hasText: text }).waitFor();
  }
  settings() {
    return JSON.parse(this.read('.vscode/settings.json'));
  }
  read(file) {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }
  notification(text) {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }
  /** Nothing in the way, and nothing of one step left for the next. */
  async clearNotifications() {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notification-toast').first().waitFor({ state: 'hidden' });
  }
}

/**
 * Opens the folder and a file of it, and runs one case after another, each with the person and with what is `given`.
 * @returns of each case, whether it passed
 */
export async function drive({ suite, folder, installed, open, cases, given, development = [], env = {} }) {
  console.log(`\n${suite} (headless VS Code)`);
  const userData = path.join(path.dirname(folder), 'u');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const host = await startServer({ userDataDir: userData, extensionsDir: path.dirname(installed), env });
  const browser = await launchChromium();
  const outcomes = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(60_000);
    await openWorkbench(page, host, { open: [folder, path.join(folder, open)], development });
    const person = new Person(page, folder);
    for (const [name, run] of Object.entries(cases)) {
      const error = await run(person, given).then(
        () => undefined,
        (reason) => reason,
      );
      console.log(`  ${error === undefined ? '✓' : '✗'} ${name}`);
      outcomes.push({ name, passed: error === undefined });
      if (error === undefined) continue;
      console.log(error.stack ?? error);
      await page.screenshot({ path: path.join(out, `${suite}-failed-${outcomes.length}.png`) });
      // Nothing of one case is left open for the next.
      await page.keyboard.press('Escape');
    }
  } finally {
    await browser.close();
    await host.stop();
  }
  return outcomes;
}
