/** One loose file against a dev made from SQL, with no I/O. */
import { expect } from 'vitest';
import type { Convention } from '../../server/src/conventions/convention';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import { catalogue } from '../../server/src/rules';
import { check } from '../../server/src/rules/check';
import { applyEdits, fixAll } from '../../server/src/rules/fix-all';
import type { CheckResult, CheckSettings, Finding, Fix, RuleExample } from '../../server/src/rules/rule';
import { parseDocument } from '../../server/src/sql/document/document';
import { qualifiedKey } from '../../server/src/text/names';
import { devOf } from '../support/fake-dev';

export const uri = 'file:///migration.sql';

/** Every rule on, those that are off by default too, unless the test says otherwise. */
export const everything: CheckSettings = {
  rules: Object.fromEntries(
    catalogue.filter((rule) => rule.enabled === false).map((rule) => [rule.code, rule.severity]),
  ),
  style: defaultStyle,
};
export const asShipped: CheckSettings = { rules: {}, style: defaultStyle };

export function checkText(
  text: string,
  dev: DevSchema | undefined,
  settings: CheckSettings = asShipped,
  devProblem?: string,
): CheckResult {
  const document = parseDocument(uri, 1, text);
  const history = foldHistory({ convention: undefined, files: [document], dev });
  return check({ history, uri, dev, settings, ...(devProblem === undefined ? {} : { devProblem }) });
}

/** A rule's example: its dev with the rows it names, and its file as a loose one or as a migration that has run. */
export async function exampleDev(example: RuleExample): Promise<DevSchema> {
  const dev = await devOf(example.dev);
  let { tables } = dev.schema;
  for (const [name, estimatedRows] of Object.entries(example.rows ?? {})) {
    const key = qualifiedKey('public', name);
    tables = tables.with(key, { ...tables.get(key)!, estimatedRows });
  }
  const run = { tool: 'plain', table: 'public.schema_migrations', entries: [{ id: '1' }] };
  return { ...dev, schema: { ...dev.schema, tables }, applied: example.applied ? [run] : [] };
}
export function checkExample(text: string, example: RuleExample, dev: DevSchema, settings: CheckSettings): CheckResult {
  if (!example.applied) return checkText(text, dev, settings);
  return checkApplied(text, dev, settings);
}
/** As the one file of a folder that a tool has run. */
export function checkApplied(text: string, dev: DevSchema, settings: CheckSettings = asShipped): CheckResult {
  const history = foldHistory({ convention: hasRun, files: [parseDocument(uri, 1, text)], dev });
  return check({ history, uri, dev, settings });
}
/** As the one file of a folder that a tool is yet to run. */
export function checkPending(text: string, dev: DevSchema, settings: CheckSettings = asShipped): CheckResult {
  const waits = { ...hasRun, isApplied: () => false };
  const told = { ...dev, applied: [{ tool: 'plain', table: 'public.schema_migrations', entries: [] }] };
  const history = foldHistory({ convention: waits, files: [parseDocument(uri, 1, text)], dev: told });
  return check({ history, uri, dev: told, settings });
}
const hasRun: Convention = {
  id: 'plain',
  name: 'plain files',
  folder: '/migrations',
  files: [{ path: 'migration.sql', id: '1', name: 'migration', runs: true }],
  problems: [],
  sections: () => [],
  isApplied: () => true,
};

const identity = ({ code, message }: Finding): string => `${code}: ${message}`;

/** Applied, the text parses, the finding is gone, none came that was not there, and comments are as they were. */
export function checkFix(
  text: string,
  dev: DevSchema | undefined,
  finding: Finding,
  fix: Fix,
  settings: CheckSettings,
): string {
  const before = checkText(text, dev, settings);
  const fixed = applyEdits(text, fix.edits);
  const after = checkText(fixed, dev, settings);
  const known = before.findings.map(identity);
  const left = after.findings.map(identity);
  expect(
    after.findings.filter(({ code }) => code === 'syntax-error' && finding.code !== code),
    fixed,
  ).toEqual([]);
  expect(left, `${fix.title}\n${fixed}`).not.toContain(identity(finding));
  const fresh = left.filter((each) => !known.includes(each) && !aboutCounts(each));
  expect(fresh, `${fix.title}\n${fixed}`).toEqual([]);
  if (
    finding.code !== 'unused-suppression' &&
    !fix.title.startsWith('Remove') &&
    !fix.title.startsWith('Replace with dev') &&
    !fix.title.startsWith('Fill')
  )
    expect(commentsOf(fixed)).toEqual(commentsOf(text));
  return fixed;
}
/** All fixes at once, for as long as there are any, and then, one by one, those that take out what dev does not have. */
export function fixedByHand(text: string, dev: DevSchema, settings: CheckSettings = asShipped): string {
  let fixed = text;
  for (let round = 0; round < 40; round++) {
    const result = checkText(fixed, dev, settings);
    const all = fixAll(result);
    const removal = result.findings
      .flatMap(({ fixes }) => fixes)
      .find(({ title }) => /^Re(move|place)|without/.test(title));
    const edits = all.length > 0 ? all : removal?.edits;
    if (!edits) return fixed;
    fixed = applyEdits(fixed, edits);
  }
  return fixed;
}
/** `… has 29 columns in dev, 28 here` says another number after another fix. */
const aboutCounts = (text: string): boolean => text.startsWith('missing-columns: ');
function commentsOf(text: string): string[] {
  return text.match(/--.*|\/\*[\s\S]*?\*\//g) ?? [];
}
