/** The variables of a body of PL/pgSQL: what DECLARE, parameters, labels and loops name, and of what type they are. */

import type { SqlType } from '../model/types';
import { parse } from '../sql/parse';
import { sqlType } from '../sql/types';
import type { Cursor } from '../text/cursor';
import type { LocalName } from '../text/text';
import { copiedProblem } from './copied-types';
import { builtinTypeFacts } from './signatures';
import type { Types } from './types';

interface BodyVariable {
  /** Undefined where it is copied (`t.c%TYPE`), and of what has none. */
  readonly type?: SqlType | undefined;
  readonly isRow?: boolean;
  readonly isConstant?: boolean;
  /** The names of the arguments of a cursor that has its query. */
  readonly cursor?: readonly string[];
}
/** Whether a statement begins here. */
export const beginsStatement = (cursor: Cursor): boolean =>
  cursor.at === 0 || /^(;|BEGIN|THEN|ELSE|LOOP|>>)$/.test(cursor.peek(-1));
const ends = ['COLLATE', 'NOT', ':=', '=', 'DEFAULT'];

export class BodyVariables {
  /** A name that two blocks declare stands for one or the other. */
  readonly #named = new Map<string, readonly BodyVariable[]>();

  constructor(
    readonly text: string,
    readonly cursor: Cursor,
    readonly types: Types,
    readonly say: (message: string, start: number) => void,
    /** NEW, OLD and what begins with TG_ are there. */
    readonly isTrigger: boolean,
  ) {}

  add(name: string, variable: BodyVariable = {}): void {
    this.#named.set(name, [...(this.#named.get(name) ?? []), variable]);
  }
  has(name: string): boolean {
    return (
      this.#named.has(name) ||
      /^(found|sqlstate|sqlerrm)$/.test(name) ||
      (this.isTrigger && /^(new|old|tg_\w+)$/.test(name))
    );
  }
  /** The one variable of the name. */
  sole(name: string): BodyVariable | undefined {
    const all = this.#named.get(name);
    return all?.length === 1 ? all[0] : undefined;
  }
  parameter(name: string, type: SqlType | undefined): void {
    this.add(name, { type, isRow: this.#isRow(type) });
  }
  #isRow(type: SqlType | undefined): boolean {
    if (!type || type.array) return false;
    if (type.builtin) return type.name === 'record';
    const known = this.types.of(type);
    return known !== undefined && this.types.isRow(known);
  }

  /** All that the body declares. */
  read(): void {
    const { cursor } = this;
    for (cursor.at = 0; !cursor.done; ) {
      if (cursor.take('<<')) this.#name(cursor.local());
      else if (cursor.take('DECLARE')) this.#section();
      else {
        if (cursor.peek() === 'FOR' && beginsStatement(cursor)) this.#loop(cursor.fork(cursor.at + 1));
        cursor.at++;
      }
    }
  }
  #name(name: LocalName | undefined): void {
    if (name) this.add(name.value);
  }
  /** A loop over numbers, and one over a cursor, makes its variable. */
  #loop(head: Cursor): void {
    const name = head.local();
    if (!name || !head.take('IN') || /^(SELECT|WITH|EXECUTE)$/.test(head.peek())) return;
    const over = head.fork();
    over.seek('LOOP');
    const range = head.fork(head.at, over.at);
    if (range.seek('..') || this.sole(head.local()?.value ?? '')?.cursor) this.add(name.value);
  }
  /** `name [CONSTANT] type [COLLATE …] [NOT NULL] [:= …];` up to BEGIN; DECLARE may be said again before each. */
  #section(): void {
    const { cursor } = this;
    while (!cursor.done && cursor.peek() !== 'BEGIN') {
      if (cursor.take('DECLARE')) continue;
      const part = cursor.fork();
      cursor.seek(';');
      const declaration = part.fork(part.at, cursor.at);
      cursor.take(';');
      const name = declaration.local();
      if (name) this.add(name.value, this.#declared(name, declaration));
    }
  }
  #declared(name: LocalName, declaration: Cursor): BodyVariable {
    const isConstant = declaration.take('CONSTANT');
    if (declaration.take('ALIAS')) return this.#alias(declaration);
    declaration.take('NO');
    declaration.take('SCROLL');
    if (declaration.take('CURSOR')) return { cursor: argumentNames(declaration) };
    const type = declaration.fork();
    type.seek(...ends);
    this.#requireValue(name, type);
    const written = declaration.fork(declaration.at, type.at);
    const percent = written.fork();
    if (percent.seek('%')) return { isConstant, isRow: this.#copied(written, percent.peek(1)) };
    const own = this.#type(name, written);
    return { isConstant, type: own, isRow: this.#isRow(own) };
  }
  #requireValue(name: LocalName, rest: Cursor): void {
    const at = rest.fork();
    if (at.seek('NOT') && at.is('NOT', 'NULL') && !rest.fork().seek(':=', '=', 'DEFAULT'))
      this.say(`variable "${name.value}" must have a default value, since it's declared NOT NULL`, name.range.start);
  }
  #alias(declaration: Cursor): BodyVariable {
    declaration.take('FOR');
    const { start } = declaration;
    const token = declaration.token();
    if (token?.kind === 'parameter') return this.#given(this.text.slice(token.start, token.end), start);
    const of = declaration.local();
    if (of && declaration.done && !this.has(of.value)) this.say(`variable "${of.value}" does not exist`, start);
    return (of && this.sole(of.value)) ?? {};
  }
  /** `$1` */
  #given(name: string, start: number): BodyVariable {
    if (!this.has(name)) this.say(`variable "${name}" does not exist`, start);
    return this.sole(name) ?? {};
  }
  #type(name: LocalName, written: Cursor): SqlType | undefined {
    const { start, end } = written.rest();
    const outcome = parse(`SELECT NULL::${this.text.slice(start, end)}`);
    const [only] = outcome.status === 'ok' && outcome.statements.length === 1 ? outcome.statements : [];
    const target = only?.stmt && 'SelectStmt' in only.stmt ? only.stmt.SelectStmt.targetList?.[0] : undefined;
    const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
    const named = value && 'TypeCast' in value ? value.TypeCast.typeName : undefined;
    const type = named && sqlType(named);
    if (type && this.types.isAbsent(type)) this.say(`type "${this.text.slice(start, end)}" does not exist`, start);
    else if (type?.builtin && isPseudo(type))
      this.say(`variable "${name.value}" has pseudo-type ${type.name}${type.array ? '[]' : ''}`, start);
    return type;
  }
  /** `t.c%TYPE`, `t%ROWTYPE`; whether it is a row. */
  #copied(written: Cursor, what: string): boolean {
    const isRow = what === 'ROWTYPE';
    const parts = written.dotted();
    const [first] = parts;
    if (!first || parts.length > 3 || this.has(first.value)) return isRow;
    const column = isRow ? undefined : parts.pop();
    const [name, schema] = [parts.at(-1), parts.at(-2)];
    if (!name) return isRow;
    const wanted = { ...(schema && { schema: schema.value }), name: name.value };
    const problem = copiedProblem(this.types, wanted, column?.value);
    if (problem) this.say(problem.message, ((problem.of === 'column' && column) || name).range.start);
    return isRow;
  }
}
/** A record is none, but an array of it. */
const isPseudo = ({ name, array }: SqlType): boolean =>
  builtinTypeFacts(name)?.category === 'P' && (name !== 'record' || array === true);
function argumentNames(declaration: Cursor): readonly string[] {
  if (declaration.peek() !== '(') return [];
  return declaration
    .inside()
    .parts()
    .map((part) => part.local()?.value ?? '');
}
