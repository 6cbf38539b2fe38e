// What the GitHub action does: checks the migrations (annotations on their lines), runs them, and writes the summary,
// and the comment of the pull request where there is a token for it. Everything comes by environment variables, never
// as text of a shell script: a branch's name is a stranger's.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { env } = process;
const input = (name) => (env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
const lines = (name) => input(name).split(/\r?\n/).map((one) => one.trim()).filter(Boolean);

/** The command line of this very version: built beside this file, or the published package. */
function commandLine() {
  const built = path.join(root, 'dist/cli.js');
  if (existsSync(built)) return [process.execPath, built];
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return [process.platform === 'win32' ? 'npx.cmd' : 'npx', '--yes', `devschema@${version}`];
}
const [program, ...before] = commandLine();
function devschema(command, format, options) {
  // What the action reads from its own variables is not for the command line's environment.
  const { INPUT_TOKEN: _, ...rest } = env;
  const args = [...before, command, ...lines('paths'), ...options, '--format', format];
  return spawnSync(program, args, { env: rest, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
}
const common = [
  ...(input('dev') === '' ? [] : ['--dev', input('dev')]),
  ...(input('since') === '' ? [] : ['--since', input('since')]),
  ...lines('allow-hosts').flatMap((host) => ['--allow-host', host]),
];
const target = input('target') === '' ? [] : ['--target', input('target')];

/** One comment a pull request, written over by the next run. */
async function comment(body) {
  const event = env.GITHUB_EVENT_PATH && JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  const number = event?.pull_request?.number;
  const token = input('token');
  if (!number || token === '') return;
  const mark = '<!-- devschema -->';
  const of = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
  const ask = async (url, method, content) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
    const answer = await fetch(url, { method, headers, ...(content && { body: JSON.stringify(content) }) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status}`);
    return answer.json();
  };
  try {
    const earlier = (await ask(`${of}/${number}/comments?per_page=100`, 'GET')).find((one) => one.body?.startsWith(mark));
    const text = { body: `${mark}\n${body}`.slice(0, 65_000) };
    if (earlier) await ask(`${of}/comments/${earlier.id}`, 'PATCH', text);
    else await ask(`${of}/${number}/comments`, 'POST', text);
  } catch (error) {
    console.log(`::warning title=DevSchema::The comment was not written: ${String(error.message).replaceAll('\n', ' ')}`);
  }
}

const check = devschema('check', 'github', common);
process.stdout.write(check.stdout ?? '');
const verify = input('prove') === 'false' ? undefined : devschema('verify', 'markdown', [...common, ...target]);
const read = verify ? '' : devschema('check', 'markdown', common).stdout;
const summary = `## DevSchema\n\n${verify?.stdout || read || 'Nothing could be read; see the log.'}`;
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${summary}\n`);
await comment(summary);
// One that was ended by a signal has no status, and is no pass.
const worst = Math.max(check.status ?? 2, verify ? (verify.status ?? 2) : 0);
const allowed = input('fail-on') === 'nothing' ? 1 : 0;
process.exitCode = worst > allowed ? worst : 0;
