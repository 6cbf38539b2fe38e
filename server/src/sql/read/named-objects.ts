/** What a statement names and has to be there, where it changes nothing of what is read here: ALTER …, GRANT ON …. */
import type { ObjectKind } from '../../model/kinds';
import { identifierValue } from '../../text/literals';
import type { QualifiedName } from '../../text/names';
import type { Name } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type { GrantStmt, Node, ObjectWithArgs, RangeVar } from '../parse';
import type { Source } from '../source';
import { sqlType } from '../types';
import { qualifiedName } from './indexes';
import type { DdlOp, ObjectReference } from './ops';

type Require = Extract<DdlOp, { op: 'require' }>;

/** Objects of kind `other`, `what` in SQL's words. */
export function requireOther(
  source: Source,
  what: string,
  name: string | readonly Node[] | undefined,
  more: Pick<ObjectReference, 'types' | 'method'> & { readonly ifExists?: boolean } = {},
): Require {
  const { ifExists = false, ...parts } = more;
  const value = typeof name === 'string' ? { name } : (qualifiedName(name) ?? { name: '' });
  return { op: 'require', objects: [{ kind: 'other', what, name: nameInSource(source, value), ...parts }], ifExists };
}
export function requireKind(source: Source, kind: ObjectKind, value: QualifiedName, ifExists = false): Require {
  return { op: 'require', objects: [{ kind, name: nameInSource(source, value) }], ifExists };
}
export function requireRelation(source: Source, kind: 'index' | 'table', variable: RangeVar | undefined): DdlOp[] {
  return variable ? [{ op: 'require', objects: [{ kind, name: source.relation(variable) }], ifExists: false }] : [];
}
/** Where the name is written: its last part. */
export function nameInSource(source: Source, value: QualifiedName): Name {
  const token = source.tokens.find(
    (each) =>
      each.text === value.name ||
      ((each.kind === 'word' || each.kind === 'quoted') && identifierValue(source.text, each) === value.name),
  );
  return { value, range: token ? { start: token.start, end: token.end } : source.all };
}

/** The sides of an operator (NONE: undefined), what a cast or a transform is between. */
export function writtenTypes(node: Node | undefined): (ReturnType<typeof sqlType> | undefined)[] {
  const items = node && 'ObjectWithArgs' in node ? node.ObjectWithArgs.objargs : listOf(node);
  return (items ?? []).flatMap((item) =>
    'TypeName' in item ? [sqlType(item.TypeName)] : 'String' in item ? [] : [undefined],
  );
}
const listOf = (node: Node | undefined): Node[] => (node && 'List' in node ? (node.List.items ?? []) : []);
/** An operator class's or family's method stands before its name, a transform's language behind its type. */
export function methodOf(what: string, node: Node | undefined): string | undefined {
  const names = stringsOf(listOf(node));
  if (what === 'OPERATOR CLASS' || what === 'OPERATOR FAMILY') return names[0];
  return what === 'TRANSFORM' ? names.at(-1) : undefined;
}

const grantedKinds: Readonly<
  Partial<Record<NonNullable<GrantStmt['objtype']>, ObjectKind | { readonly what: string }>>
> = {
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_ROUTINE: 'routine',
  OBJECT_SCHEMA: 'schema',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_LANGUAGE: { what: 'LANGUAGE' },
  OBJECT_FDW: { what: 'FOREIGN DATA WRAPPER' },
  OBJECT_FOREIGN_SERVER: { what: 'SERVER' },
};
export function requireGranted(source: Source, { targtype, objtype, objects }: GrantStmt): DdlOp[] {
  const inSchema = targtype === 'ACL_TARGET_ALL_IN_SCHEMA';
  const kind = inSchema ? 'schema' : grantedKinds[objtype!];
  if (kind === undefined || (targtype !== 'ACL_TARGET_OBJECT' && !inSchema)) return [];
  return (objects ?? []).flatMap((node): DdlOp[] => {
    if ('RangeVar' in node)
      return [
        { op: 'require', objects: [{ kind: 'sequence', name: source.relation(node.RangeVar) }], ifExists: false },
      ];
    const routine = 'ObjectWithArgs' in node ? node.ObjectWithArgs : undefined;
    const names = routine?.objname ?? ('List' in node ? node.List.items : [node]);
    if (typeof kind === 'object') return [requireOther(source, kind.what, names)];
    const value = qualifiedName(names);
    if (value === undefined) return [];
    return [
      {
        op: 'require',
        objects: [{ kind, name: nameInSource(source, value), ...argumentsOf(routine) }],
        ifExists: false,
      },
    ];
  });
}
/** FOR TABLES IN SCHEMA. */
export function publishedSchemas(source: Source, objects: readonly Node[] | undefined): DdlOp[] {
  return bodiesOf(objects, 'PublicationObjSpec').flatMap(({ pubobjtype, name }) =>
    pubobjtype === 'PUBLICATIONOBJ_TABLES_IN_SCHEMA' && name !== undefined
      ? [requireKind(source, 'schema', { name })]
      : [],
  );
}
/** ALTER FUNCTION and its kin, where it says how the routine is run. */
export function requireRoutine(
  source: Source,
  routine: ObjectWithArgs | undefined,
  objtype: GrantStmt['objtype'],
): Require[] {
  const kind = grantedKinds[objtype!];
  const value = qualifiedName(routine?.objname);
  if (value === undefined || typeof kind !== 'string') return [];
  return [
    {
      op: 'require',
      objects: [{ kind, name: nameInSource(source, value), ...argumentsOf(routine) }],
      ifExists: false,
    },
  ];
}
/** What follows the name and the arguments of ALTER FUNCTION. */
export function routineActions(source: Source): string {
  const cursor = source.cursor();
  cursor.at += 2;
  cursor.name();
  if (cursor.peek() === '(') cursor.group();
  return source.slice(source.from(cursor.start)).replace(/\s+restrict\s*$/i, '');
}
function argumentsOf(routine: ObjectWithArgs | undefined): Pick<ObjectReference, 'argumentTypes'> {
  if (!routine || routine.args_unspecified) return {};
  return { argumentTypes: bodiesOf(routine.objargs, 'TypeName').map(sqlType) };
}
