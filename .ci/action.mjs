// What the GitHub action does: reads the migrations and runs them (annotations on their lines), writes the summary, and
// the comment of the pull request where there is a token for it. Everything comes by environment variables, never as
// text of a shell script: a branch's name is a stranger's.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  return [...npx(), '--yes', `devschema@${version}`];
}
/** On Windows npx is a script that only a shell starts, and a shell would read what a stranger named; its program is no script. */
function npx() {
  if (process.platform !== 'win32') return ['npx'];
  return [process.execPath, path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npx-cli.js')];
}
/** Its exit status, and its result as Markdown; the annotations go to the log. One ended by a signal is no pass. */
function devschema() {
  const folder = mkdtempSync(path.join(env.RUNNER_TEMP || tmpdir(), 'devschema-'));
  const written = path.join(folder, 'summary.md');
  const [program, ...before] = commandLine();
  // What the action reads from its own variables is not for the command line's environment.
  const { INPUT_TOKEN: _, ...rest } = env;
  const given = (name) => (input(name) === '' ? [] : [`--${name}`, input(name)]);
  const args = [
    ...(input('prove') === 'false' ? ['check'] : ['verify', '--check', ...given('target')]),
    ...lines('paths'),
    ...[...given('dev'), ...given('since')],
    ...lines('allow-hosts').flatMap((host) => ['--allow-host', host]),
    ...['--format', 'github', '--summary', written],
  ];
  const { status, error } = spawnSync(program, [...before, ...args], { env: rest, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) console.log(`::error title=DevSchema::It could not be started: ${error.message.replaceAll('\n', ' ')}`);
  const markdown = existsSync(written) ? readFileSync(written, 'utf8') : 'Nothing could be read; see the log.\n';
  rmSync(folder, { recursive: true });
  return { status: status ?? 2, markdown };
}

/** GitHub takes a megabyte of a step's summary, and 65,536 characters of a comment. */
function cut(text, most, where) {
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf('\n', most))}\n\n… The rest is in ${where}.\n`;
}

const mark = '<!-- devschema -->';
/** One comment a pull request, written over by the next run. */
async function comment(body) {
  const event = env.GITHUB_EVENT_PATH && JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
  const number = event?.pull_request?.number;
  const token = input('token');
  if (!number || token === '') return;
  const ask = async (url, method = 'GET', content) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' };
    const full = `${env.GITHUB_API_URL}${url}`;
    const answer = await fetch(full, { method, headers, ...(content && { body: JSON.stringify(content) }) });
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status}`);
    return answer.json();
  };
  const of = `/repos/${env.GITHUB_REPOSITORY}/issues`;
  try {
    const earlier = await ownComment((page) => ask(`${of}/${number}/comments?per_page=100&page=${page}`), ask);
    const text = { body: `${mark}\n${body}` };
    if (earlier) await ask(`${of}/comments/${earlier.id}`, 'PATCH', text);
    else await ask(`${of}/${number}/comments`, 'POST', text);
  } catch (error) {
    const why = `${error.message}`.replaceAll('\n', ' ');
    const advice = /: 40[134]$/.test(why) ? ' The job needs "permissions: pull-requests: write"; from a fork nothing may write.' : '';
    console.log(`::warning title=DevSchema::The comment was not written: ${why}.${advice}`);
  }
}
/** Anyone can begin a comment with the mark: it has to be of whom the token is. The job's own token is nobody's. */
async function ownComment(pageOf, ask) {
  const login = await ask('/user').then((user) => user.login, () => undefined);
  const isOwn = ({ body, user }) =>
    body?.startsWith(mark) && (login === undefined ? user?.type === 'Bot' : user?.login === login);
  for (let page = 1; ; page++) {
    const comments = await pageOf(page);
    const own = comments.find(isOwn);
    if (own || comments.length < 100) return own;
  }
}

const { status, markdown } = devschema();
const summary = `## DevSchema\n\n${markdown}`;
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, cut(`${summary}\n`, 900_000, 'the log'));
await comment(cut(summary, 60_000, 'the summary of the run'));
process.exitCode = status > (input('fail-on') === 'nothing' ? 1 : 0) ? status : 0;
