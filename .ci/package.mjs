// Makes the .vsix and, beside it, its list of components. The same commit gives the same bytes on any machine, so that
// anyone can check a release: times in the archive are the commit's, in UTC.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

function commitTime() {
  try {
    return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    console.error('No git history here: the .vsix gets the time of now, and cannot be compared with a release.');
    return String(Math.floor(Date.now() / 1000));
  }
}

const env = { ...process.env, TZ: 'UTC', SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitTime() };
const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', ...process.argv.slice(2)], {
  cwd: root,
  env,
  stdio: 'inherit',
});
copyFileSync(path.join(root, 'dist/sbom.cdx.json'), path.join(root, `${name}-${version}.cdx.json`));
