/** The draft that almost ran, against the schema dev really has. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { applyEdits } from '../../server/src/rules/fix-all';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { draft, guide } from '../support/guide';
import { asShipped, checkFix, checkText, fixedByHand } from './support';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf(guide);
});
const found = (text: string, code: string) => checkText(text, dev).findings.filter((each) => each.code === code);

describe('the 22-column draft', () => {
  it('lacks 16 columns, all named, on the table’s name', () => {
    const [finding, ...more] = found(draft, 'missing-columns');
    expect(more).toEqual([]);
    expect(finding?.message).toBe(
      '"bazaar-vid_brand_extraction" has 29 columns in dev, 22 here. Missing: user_id, extraction_version, ' +
        'extraction_status, brand_tagline, visual_analysis, brand_data, design_data, product_data, social_proof_data, ' +
        'content_data, sections_data, screenshots, html_content, styles_extracted, confidence, analyzed_at. ' +
        'Where the table exists, IF NOT EXISTS skips this statement without an error.',
    );
    expect(draft.slice(finding!.range.start, finding!.range.end)).toBe('"bazaar-vid_brand_extraction"');
    expect(finding?.fixes.map((fix) => fix.title)).toEqual([
      'Insert 16 missing columns from dev',
      "Replace with dev's exact CREATE TABLE, 1 constraint and 8 indexes",
    ]);
  });

  it('has 9 columns of its own, each shown on its name', () => {
    const extra = found(draft, 'extra-column');
    expect(extra.map(({ range }) => draft.slice(range.start, range.end))).toEqual([
      '"brand_description"',
      '"logo_url"',
      '"accent_color"',
      '"font_primary"',
      '"font_secondary"',
      '"tone_of_voice"',
      '"target_audience"',
      '"status"',
      '"extracted_at"',
    ]);
    expect(extra[0]?.message).toBe('dev has no column brand_description in "bazaar-vid_brand_extraction".');
  });

  it('lacks the unique constraint and 8 indexes, and nothing else is found', () => {
    const codes = checkText(draft, dev).findings.map((each) => each.code);
    const counts = Object.fromEntries(
      [...new Set(codes)].map((code) => [code, codes.filter((c) => c === code).length]),
    );
    expect(counts).toEqual({ 'missing-columns': 1, 'extra-column': 9, 'missing-unique': 1, 'missing-index': 8 });
  });

  it('is put right by every fix alone', () => {
    for (const finding of checkText(draft, dev).findings)
      for (const fix of finding.fixes) checkFix(draft, dev, finding, fix, asShipped);
  });

  it.each([
    ['as it is', draft],
    ['with CRLF', draft.replace(/\n/g, '\r\n')],
    ['with tabs', draft.replace(/^ {4}/gm, '\t')],
    ['with commas in front', draft.replace(/,( --.*)?\n {4}/g, '$1\n  , ')],
    ['on one line', draft.replace(/ --.*\n/g, '\n').replace(/\n\s*/g, ' ')],
    ['without its semicolon', draft.replace(/;\s*$/, '')],
    ['unquoted', draft.replace(/ "([a-z_]+)"/g, ' $1')],
  ])('is right after fixing all and taking out by hand what dev does not have, %s', (_, text) => {
    const fixed = fixedByHand(text, dev);
    expect(checkText(fixed, dev).findings, fixed).toEqual([]);
    expect(fixed.includes('\r\n')).toBe(text.includes('\r\n'));
    if (text.includes('\r\n')) expect(fixed.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('becomes dev’s own statement', () => {
    const [finding] = found(draft, 'missing-columns');
    const replaced = applyEdits(draft, finding!.fixes[1]!.edits);
    const statement = guide.slice(guide.indexOf('CREATE TABLE'), guide.indexOf(');') + 2);
    expect(replaced).toContain(statement);
    expect(replaced.startsWith('-- Brand extraction, written from memory')).toBe(true);
    expect(checkText(replaced, dev).findings).toEqual([]);
  });

  it('without IF NOT EXISTS says nothing of a skip', () => {
    const [finding] = found(draft.replace(' IF NOT EXISTS', ''), 'missing-columns');
    expect(finding?.message).not.toContain('IF NOT EXISTS');
  });

  it('lacks no index that the file creates itself', () => {
    const text = `${draft}\nCREATE INDEX brand_extraction_url_idx ON "bazaar-vid_brand_extraction" (url);\n`;
    expect(found(text, 'missing-index')).toHaveLength(7);
    const [finding] = found(text, 'missing-columns');
    expect(finding?.fixes[1]?.title).toBe("Replace with dev's exact CREATE TABLE, 1 constraint and 7 indexes");
  });
});

describe('the verified migration', () => {
  it.each([
    ['as it is', guide],
    [
      'with other spellings of the same types',
      guide
        .replaceAll('integer', 'int4')
        .replaceAll('varchar(', 'character varying(')
        .replaceAll('timestamp with time zone', 'timestamptz'),
    ],
    ['with defaults without casts', guide.replace(/::(text|jsonb)/g, '')],
    ['with CURRENT_TIMESTAMP', guide.replaceAll('now()', 'CURRENT_TIMESTAMP')],
    [
      'with the key in its column',
      guide.replace(/,\n {4}PRIMARY KEY \("id"\)/g, '').replaceAll('"id" uuid NOT NULL', '"id" uuid PRIMARY KEY'),
    ],
    ['with schemas before names', guide.replace(/(EXISTS|TABLE|ON) "baz/g, '$1 public."baz')],
    ['with USING btree', guide.replace(/" \((\w+)\);/g, '" USING btree ("$1" ASC);')],
  ])('shows nothing, %s', (_, text) => {
    const { findings, notKnown } = checkText(text, dev);
    expect(findings).toEqual([]);
    expect(notKnown).toEqual([]);
  });
});
