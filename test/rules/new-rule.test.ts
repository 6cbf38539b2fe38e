import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { groups } from '../../server/src/rules';
import { catalogueWith, constantOf, ruleText } from './new-rule';

const catalogue = readFileSync('server/src/rules/index.ts', 'utf8');

it('a new rule is one file and its two lines in the catalogue', () => {
  expect(ruleText('no-such-thing')).toContain('export const noSuchThing: Rule');
  for (const { title } of groups) {
    const text = catalogueWith(catalogue, 'no-such-thing', title)!;
    expect(text.split('noSuchThing')).toHaveLength(3);
    expect(text).toContain(`import { noSuchThing } from './catalogue/no-such-thing';`);
  }
  expect(catalogueWith(catalogue, 'no-such-thing', 'no such group')).toBeUndefined();
});
it('its constant is named after its code', () => expect(constantOf('fk-type-mismatch')).toBe('fkTypeMismatch'));
