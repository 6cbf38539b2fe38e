/** Every rule's documented examples: the whole set of findings, and each of their fixes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../server/src/rules';
import { applyEdits } from '../../server/src/rules/fix-all';
import { loadParser } from '../../server/src/sql/parse';
import { overlapping } from '../postgres/fold/recording';
import { annotate, withoutExpectations } from './annotate';
import { asShipped, checkExample, checkFix, exampleDev } from './support';

beforeAll(() => loadParser());

/** What it finds does not depend on a file's text: shown in check.test.ts. */
const elsewhere = ['ambiguous-order'];

describe.each(catalogue.filter((rule) => !elsewhere.includes(rule.code)))('$code', (rule) => {
  const settings = rule.enabled === false ? { ...asShipped, rules: { [rule.code]: rule.severity } } : asShipped;

  it.each(rule.examples)('finds exactly what its example $# says', async (example) => {
    const text = withoutExpectations(example.file);
    const { findings } = checkExample(text, example, await exampleDev(example), settings);
    expect(annotate(text, findings)).toBe(example.file);
    expect(overlapping(findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
  });

  it.each(rule.examples)('fixes what its example $# shows', async (example) => {
    const text = withoutExpectations(example.file);
    const dev = await exampleDev(example);
    const { findings } = checkExample(text, example, dev, settings);
    if (example.applied) return;
    for (const finding of findings) for (const fix of finding.fixes) checkFix(text, dev, finding, fix, settings);
    if (example.fixed === undefined) return;
    const first = findings.find((finding) => finding.code === rule.code);
    const fix = first?.fixes.find((each) => each.preferred) ?? first?.fixes[0];
    expect(fix && applyEdits(text, fix.edits)).toBe(example.fixed);
  });
});
