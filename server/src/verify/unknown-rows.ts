/**
 * Rows that decide a refusal and that the scratch has not: it has the base's tables and none of their rows, and so not what
 * the files' own statements would have made of them.
 */
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import type { Schema, Table } from '../model/schema';
import { namePattern, nextvalSequence, writtenName, writtenNames } from '../text/quoted';
import { wordPattern } from '../text/text';
import { runTexts, tableIn, withoutConstants } from './circumstances';

const foreignKeyViolation = '23503';
const uniqueViolation = '23505';
/**
 * Classes of SQLSTATE that rows decide: data exceptions (a null, a division by zero, a value out of range), constraint
 * violations, more rows than one, what plpgsql raises. All others come of the schema or of the text.
 */
const byRows = /^(?:22...|23502|23505|23514|23P01|21000|20000|P000[1-4])$/;
const writesTo = new RegExp(
  String.raw`\b(?:into|update|delete\s+from|create\s+(?:\w+\s+)*?table(?:\s+if\s+not\s+exists)?)\s+(?:only\s+)?(${namePattern}(?:\.${namePattern})?)`,
  'gi',
);
const addedTo = new RegExp(String.raw`\binsert\s+into\s+${namePattern}(?:\.${namePattern})?`, 'gi');
const makesRoutine = new RegExp(
  String.raw`^\s*create\s+(?:or\s+replace\s+)?(?:procedure|function)\s+(?:${namePattern}\.)?(${namePattern})`,
  'i',
);

/** Of the files of one run, in their order. */
export class UnknownRows {
  /** Tables with other rows, or fewer, than they would have. */
  readonly #open = new Map<string, RegExp>();
  /** Names and texts of the files' own routines. */
  readonly #routines: { readonly name: string; readonly text: string }[] = [];
  constructor(readonly base: Schema) {}

  /** `ran`: it has done here what it does, but for the rows that it did not meet. */
  after(text: string, ran: boolean): void {
    const made = makesRoutine.exec(text)?.[1];
    if (made !== undefined) this.#routines.push({ name: writtenName(made), text });
    const texts = this.#texts(text);
    if (ran && !texts.some((one) => this.#tableIn(one) !== undefined)) return;
    for (const one of texts)
      for (const name of writtenIn(one)) if (!this.#open.has(name)) this.#open.set(name, wordPattern(name, 'i'));
  }

  /** A table whose rows may decide that the statement is refused. */
  deciding({ code = '', message, detail = '', position }: SqlFailure, text: string): string | undefined {
    // Where in the text it is only parse analysis says, which looks at no row.
    if (position !== undefined || isOfConstant(message, text)) return undefined;
    if (code === foreignKeyViolation) {
      const table = / is not present in table "([^"]+)"/.exec(detail)?.[1];
      return table !== undefined && (this.#open.has(table) || this.#isOfBase(table)) ? table : undefined;
    }
    if (!byRows.test(code)) return undefined;
    for (const one of this.#texts(text)) {
      // What a row is added to decides nothing, but for its keys.
      const table = this.#tableIn(code === uniqueViolation ? one : one.replace(addedTo, ''));
      if (table !== undefined) return table;
    }
    return code === uniqueViolation ? this.#numbered(message)?.name : undefined;
  }

  /** What runs with a statement, the files' own routines too. */
  #texts(text: string): readonly string[] {
    const own = this.#routines.filter(({ name }) => wordPattern(name, 'i').test(text));
    return [...runTexts(text, this.base).map(withoutConstants), ...own.map((one) => one.text)];
  }
  #tableIn(text: string): string | undefined {
    return tableIn(text, this.base) ?? [...this.#open].find(([, name]) => name.test(text))?.[0];
  }
  #isOfBase(table: string): boolean {
    return [...this.base.tables.values()].some(({ name }) => name === table);
  }
  /** A key of a table of the base whose values a sequence gives: how far that is in dev is not known. */
  #numbered(message: string): Table | undefined {
    const key = / unique constraint "([^"]+)"/.exec(message)?.[1];
    return [...this.base.tables.values()].find(({ columns, constraints }) =>
      constraints.some(
        (one) =>
          one.name === key &&
          'columns' in one &&
          columns.some(
            ({ name, identity, default: text }) =>
              one.columns.includes(name) && (identity !== undefined || nextvalSequence(text) !== undefined),
          ),
      ),
    );
  }
}
/** What PostgreSQL refuses as it reads a definition, without a place: a constant that its type does not take. */
function isOfConstant(message: string, text: string): boolean {
  const value = /^invalid input (?:syntax|value) for .*: "([^"]*)"$/s.exec(message)?.[1];
  if (value === undefined || !text.includes(`'${value}'`)) return false;
  return /^\s*(?:alter\s+(?:table|domain)(?!.*\stype\s)|(?:alter|create)\s+policy)\b/is.test(text);
}
function writtenIn(text: string): string[] {
  return [...text.matchAll(writesTo)].map(([, name]) => writtenNames(name!).at(-1)!);
}
