/** CREATE AGGREGATE, OPERATOR, COLLATION and TEXT SEARCH …: what their lists of attributes lack, or may not say. */
import { bodiesOf, stringsOf } from '../ast';
import type { AlterOperatorStmt, CommentStmt, DefElem, DefineStmt, DropStmt, Node } from '../parse';
import { optionValue } from '../source';
import { sqlType } from '../types';
import type { Refusals } from './refusal';
import { polymorphicSource } from './routines';

type Attributes = ReadonlyMap<string, DefElem>;
type Define = (refusals: Refusals, statement: DefineStmt, attributes: Attributes) => void;
const defines: Readonly<Partial<Record<NonNullable<DefineStmt['kind']>, Define>>> = {
  OBJECT_AGGREGATE: aggregate,
  OBJECT_OPERATOR: operator,
  OBJECT_COLLATION: collation,
  OBJECT_TSPARSER: textSearch('parser', ['start', 'gettoken', 'end', 'headline', 'lextypes'], {
    start: 'text search parser start method is required',
    gettoken: 'text search parser gettoken method is required',
    end: 'text search parser end method is required',
    lextypes: 'text search parser lextypes method is required',
  }),
  OBJECT_TSTEMPLATE: textSearch('template', ['init', 'lexize'], {
    lexize: 'text search template lexize method is required',
  }),
  OBJECT_TSDICTIONARY: textSearch('dictionary', undefined, { template: 'text search template is required' }),
  OBJECT_TSCONFIGURATION: configuration,
};
export function defineRefusals(refusals: Refusals, statement: DefineStmt): void {
  const attributes = new Map(bodiesOf(statement.definition, 'DefElem').map((each) => [each.defname ?? '', each]));
  defines[statement.kind!]?.(refusals, statement, attributes);
}

const attributeType = (attribute: DefElem | undefined): string | undefined =>
  attribute?.arg && 'TypeName' in attribute.arg ? sqlType(attribute.arg.TypeName).name : undefined;

/** `DefineAggregate`, src/backend/commands/aggregatecmds.c. */
function aggregate(refusals: Refusals, { args, oldstyle }: DefineStmt, all: Attributes): void {
  const has = (name: string, old = name): boolean => all.has(name) || all.has(old);
  const missing = (message: string): void => refusals.add(message, undefined);
  if (!has('stype', 'stype1')) missing('aggregate stype must be specified');
  else if (!has('sfunc', 'sfunc1')) missing('aggregate sfunc must be specified');
  if (all.has('mstype')) {
    if (!all.has('msfunc')) missing('aggregate msfunc must be specified when mstype is specified');
    else if (!all.has('minvfunc')) missing('aggregate minvfunc must be specified when mstype is specified');
  } else
    for (const name of ['msfunc', 'minvfunc', 'mfinalfunc', 'msspace', 'minitcond'])
      if (all.has(name)) missing(`aggregate ${name} must not be specified without mstype`);
  if (all.has('serialfunc') !== all.has('deserialfunc'))
    missing('must specify both or neither of serialization and deserialization functions');
  if (oldstyle && !all.has('basetype')) missing('aggregate input type must be specified');
  if (!oldstyle && all.has('basetype')) missing('basetype is redundant with aggregate input type specification');
  const parallel = all.get('parallel');
  if (parallel?.arg && !/^(safe|restricted|unsafe)$/.test(optionValue(parallel.arg)))
    refusals.add('parameter "parallel" must be SAFE, RESTRICTED, or UNSAFE', parallel.location);
  const list = args?.[0] && 'List' in args[0] ? bodiesOf(args[0].List.items, 'FunctionParameter') : [];
  const inputs = oldstyle
    ? [attributeType(all.get('basetype')) ?? '']
    : list.map(({ argType }) => (argType ? sqlType(argType).name : ''));
  for (const name of ['stype', 'stype1', 'mstype']) {
    const needed = polymorphicSource(attributeType(all.get(name)) ?? '');
    if (needed && !inputs.some((input) => needed.test(input)))
      refusals.add('cannot determine transition data type', all.get(name)?.location);
  }
}

/** `DefineOperator` and `OperatorCreate`. */
function operator(refusals: Refusals, _: DefineStmt, all: Attributes): void {
  for (const name of ['leftarg', 'rightarg']) {
    const attribute = all.get(name);
    if (attribute?.arg && 'TypeName' in attribute.arg && attribute.arg.TypeName.setof)
      refusals.add('SETOF type not allowed for operator argument', attribute.location);
  }
  const isGiven = (name: string): boolean => all.has(name) && attributeType(all.get(name)) !== 'none';
  if (!all.has('procedure') && !all.has('function')) refusals.add('operator function must be specified', undefined);
  else if (!isGiven('leftarg') && !isGiven('rightarg'))
    refusals.add('operator argument types must be specified', undefined);
  else if (!isGiven('rightarg'))
    refusals.add('operator right argument type must be specified', all.get('leftarg')?.location, { from: 140000 });
  else if (!isGiven('leftarg'))
    for (const [name, what] of Object.entries(ofBinary))
      if (all.has(name)) refusals.add(`only binary operators can ${what}`, all.get(name)?.location);
}
const ofBinary = {
  commutator: 'have commutators',
  join: 'have join selectivity',
  merges: 'merge join',
  hashes: 'hash',
} as const;
/** ALTER OPERATOR … SET (…). */
export function alterOperatorRefusals(refusals: Refusals, statement: AlterOperatorStmt): void {
  for (const { defname = '', location } of bodiesOf(statement.options, 'DefElem')) {
    if (/^(leftarg|rightarg|function|procedure)$/.test(defname))
      refusals.add(`operator attribute "${defname}" cannot be changed`, location);
    else if (/^(commutator|negator|merges|hashes)$/.test(defname))
      refusals.add(`operator attribute "${defname}" cannot be changed`, location, { before: 170000 });
    else if (!/^(restrict|join)$/.test(defname))
      refusals.add(`operator attribute "${defname}" not recognized`, location);
  }
}
/** `op (type, NONE)`: there have been no such since 14. */
function postfixRefusals(refusals: Refusals, nodes: readonly (Node | undefined)[]): void {
  for (const node of nodes) {
    const [, right] = node && 'ObjectWithArgs' in node ? (node.ObjectWithArgs.objargs ?? []) : [undefined, true];
    const isNone = right === undefined || (typeof right === 'object' && !('TypeName' in right));
    if (isNone) refusals.add('postfix operators are not supported', undefined, { from: 140000 });
  }
}
export function commentRefusals(refusals: Refusals, { objtype, object }: CommentStmt): void {
  if (objtype === 'OBJECT_OPERATOR') postfixRefusals(refusals, [object]);
  const isBare = object && 'List' in object && object.List.items?.length === 1;
  if (objtype === 'OBJECT_COLUMN' && isBare) refusals.add('column name must be qualified', undefined);
}
export function dropRefusals(refusals: Refusals, { removeType, objects = [], concurrent, behavior }: DropStmt): void {
  if (concurrent && objects.length > 1)
    refusals.add('DROP INDEX CONCURRENTLY does not support dropping multiple objects', undefined);
  if (concurrent && behavior === 'DROP_CASCADE')
    refusals.add('DROP INDEX CONCURRENTLY does not support CASCADE', undefined);
  if (removeType === 'OBJECT_OPERATOR') postfixRefusals(refusals, objects);
}

const collationAttributes = /^(from|locale|lc_collate|lc_ctype|provider|deterministic|version|rules)$/;
/** `DefineCollation`, src/backend/commands/collationcmds.c. */
function collation(refusals: Refusals, { definition }: DefineStmt, all: Attributes): void {
  const written = bodiesOf(definition, 'DefElem');
  written.forEach(({ defname = '', location }, i) => {
    if (!collationAttributes.test(defname)) refusals.add(`collation attribute "${defname}" not recognized`, location);
    if (defname === 'rules') refusals.add('collation attribute "rules" not recognized', location, { before: 160000 });
    if (written.findIndex((each) => each.defname === defname) < i)
      refusals.add('conflicting or redundant options', location, { from: 150000 });
  });
  const from = all.get('from');
  if ((all.has('locale') && (all.has('lc_collate') || all.has('lc_ctype'))) || (from && written.length > 1))
    return refusals.add('conflicting or redundant options', written.at(-1)?.location);
  if (from) {
    const source = from.arg && 'List' in from.arg ? stringsOf(from.arg.List.items) : [];
    if (source.length === 1 && source[0] === 'default')
      refusals.add('collation "default" cannot be copied', from.location);
    return;
  }
  const { arg } = all.get('provider') ?? {};
  const provider = arg ? optionValue(arg).toLowerCase() : 'libc';
  if (!/^(libc|icu|builtin)$/.test(provider))
    return refusals.add(`unrecognized collation provider: ${provider}`, all.get('provider')?.location);
  providerRefusals(refusals, provider, all);
}
function providerRefusals(refusals: Refusals, provider: string, all: Attributes): void {
  const { arg, location } = all.get('deterministic') ?? {};
  if (provider === 'libc' && arg && /^(false|off|0)$/i.test(optionValue(arg)))
    refusals.add('nondeterministic collations not supported with this provider', location);
  if (all.has('locale')) return;
  if (provider === 'libc') {
    const missing = ['lc_collate', 'lc_ctype'].find((name) => !all.has(name));
    if (missing) refusals.add(`parameter "${missing}" must be specified`, undefined);
  } else refusals.add('parameter "locale" must be specified', undefined, { from: 150000 });
}

function textSearch(
  what: string,
  known: readonly string[] | undefined,
  required: Readonly<Record<string, string>>,
): Define {
  return (refusals, _, all) => {
    for (const [name, { location }] of all)
      if (known && !known.includes(name))
        return refusals.add(`text search ${what} parameter "${name}" not recognized`, location);
    for (const [name, message] of Object.entries(required)) if (!all.has(name)) refusals.add(message, undefined);
  };
}
function configuration(refusals: Refusals, _: DefineStmt, all: Attributes): void {
  for (const [name, { location }] of all)
    if (name !== 'parser' && name !== 'copy')
      return refusals.add(`text search configuration parameter "${name}" not recognized`, location);
  if (all.has('parser') && all.has('copy')) refusals.add('cannot specify both PARSER and COPY options', undefined);
  else if (!all.has('parser') && !all.has('copy')) refusals.add('text search parser is required', undefined);
}
