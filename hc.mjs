import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import os from 'node:os'; import path from 'node:path';
import { launchChromium, openWorkbench, startServer } from './test/host/headless/host.mjs';
import { makePackage, root } from './test/host/package.mjs';
import { findVSCode, installPackage } from './test/host/vscode.mjs';
import { readFileSync } from 'node:fs';
const manifest = JSON.parse(readFileSync('package.json','utf8'));
const vscode = await findVSCode();
const vsix = await makePackage();
const temp = mkdtempSync(path.join(os.tmpdir(),'dh-'));
const installed = installPackage(vscode, vsix, { id: `${manifest.publisher}.${manifest.name}`, version: manifest.version }, { extensions: path.join(temp,'x'), userData: path.join(temp,'i') });
for (const [name, theme] of [['hc-dark','Default High Contrast'],['hc-light','Default High Contrast Light']]) {
  const folder = path.join(temp, name, 'bazaar'); cpSync(path.join(root,'test/workspaces/bazaar'), folder, { recursive: true });
  const userData = path.join(temp, name, 'u'); mkdirSync(path.join(userData,'User'),{recursive:true});
  writeFileSync(path.join(userData,'User/settings.json'), JSON.stringify({'workbench.colorTheme': theme, 'window.autoDetectHighContrast': false, 'editor.minimap.enabled': false}));
  const host = await startServer({ userDataDir: userData, extensionsDir: path.dirname(installed), settings: {'workbench.colorTheme': theme} });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' }); page.setDefaultTimeout(60000);
    await openWorkbench(page, host, { open: [folder, path.join(folder,'migrations/brand_extraction.sql')] });
    await page.locator('.squiggly-warning').first().waitFor();
    await page.locator('.codelens-decoration', { hasText: '29 columns in dev' }).waitFor();
    const command = async (t) => { await page.keyboard.press('F1'); await page.locator('.quick-input-widget input').fill('>'+t); await page.locator('.quick-input-list .monaco-list-row', { hasText: t }).first().waitFor(); await page.keyboard.press('Enter'); };
    await command('Preferences: Color Theme'); await page.waitForTimeout(800); await page.locator('.quick-input-widget input').fill(theme === 'Default High Contrast' ? 'Dark High Contrast' : 'Light High Contrast'); await page.waitForTimeout(800); await page.keyboard.press('Enter'); await page.waitForTimeout(1200);
    await command('View: Show DevSchema'); await page.waitForTimeout(2500);
    await page.screenshot({ path: `/tmp/lead/shots-${name}-1.png` });
    await command('DevSchema: Show Diagram'); await page.waitForTimeout(6000);
    await page.screenshot({ path: `/tmp/lead/shots-${name}-2.png` });
    await page.keyboard.press('Escape');
  } finally { await browser.close(); await host.stop(); }
}
rmSync(temp,{recursive:true,force:true});
