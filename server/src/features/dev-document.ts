/** What dev has as a text to read: `devschema:/table/public/users.sql`, its exact statements. */

import type { ClientCapabilities, Location } from 'vscode-languageserver/node';
import { type DefinedKind, definitionOf } from '../generate/definition';
import type { Constraint, Table, View } from '../model/schema';
import { tokenize } from '../text/lexer';
import { pushTo } from '../text/lists';
import { identifierValue } from '../text/literals';
import type { ObjectName } from '../text/names';
import type { TextRange } from '../text/text';
import { inFolder } from '../workspace/dev-address';
import type { Snapshot } from '../workspace/snapshot';
import { linesOf } from './convert';
import { isTable } from './lookup';
import type { Mention } from './mention';
import { isName } from './scope';

/** A client that shows such texts says so in its experimental capabilities. */
export function showsDocuments(client: ClientCapabilities): boolean {
  const experimental = client.experimental as { devschemaDocuments?: unknown } | undefined;
  return experimental?.devschemaDocuments === true;
}

/** `folder`: whose dev it is, where a window has several. */
export function documentUri(kind: DefinedKind, { schema, name }: ObjectName, folder: string | undefined): string {
  return inFolder(`devschema:/${kind}/${encodeURIComponent(schema)}/${encodeURIComponent(name)}.sql`, folder);
}

/** Undefined: dev has nothing of this name. */
export function documentText(snapshot: Snapshot, uri: string): string | undefined {
  const schema = snapshot.dev?.schema;
  const found = /^devschema:\/(\w+)\/([^/]+)\/(.+)\.sql(?:\?.*)?$/.exec(uri);
  if (!schema || !found) return undefined;
  const [namespace, name] = [decodeURIComponent(found[2]!), decodeURIComponent(found[3]!)];
  const context = { schema, style: snapshot.settings.style };
  return definitionOf(found[1]!, { schema: namespace, name }, context);
}
/** Where dev has what is named. */
export function devLocation(snapshot: Snapshot, mention: Mention): Location | undefined {
  const place = devObjectOf(mention);
  const uri = place && documentUri(place.kind, place.owner, snapshot.folder);
  const text = uri === undefined ? undefined : documentText(snapshot, uri);
  if (!place || uri === undefined || text === undefined) return undefined;
  const isPart = mention.kind === 'column' || mention.kind === 'constraint' || mention.kind === 'index';
  const range = isPart ? partsIn(text)(place.name) : rangeOfName(text, place.name);
  return { uri, range: linesOf({ text }).range(range) };
}
interface DevObject {
  readonly kind: DefinedKind;
  readonly owner: { readonly schema: string; readonly name: string };
  readonly name: string;
}
function devObjectOf(mention: Mention): DevObject | undefined {
  if (mention.kind === 'relation') return ofRelation(mention.relation.dev);
  if (mention.kind === 'column') return ofRelation(mention.relations.find((pair) => pair.dev)?.dev, mention.name);
  if (mention.kind === 'constraint')
    return mention.dev && { kind: 'table', owner: mention.table, name: mention.dev.name };
  if (mention.kind === 'index') {
    const { dev } = mention;
    const owner = dev && { schema: dev.table.schema ?? dev.schema, name: dev.table.name };
    return dev && owner && { kind: 'table', owner, name: dev.name };
  }
  const dev = mention.kind === 'routine' ? mention.dev[0] : mention.dev;
  return dev && { kind: mention.kind, owner: dev, name: dev.name };
}
const ofRelation = (dev: Table | View | undefined, name = dev?.name ?? ''): DevObject | undefined =>
  dev && { kind: isTable(dev) ? 'table' : 'view', owner: dev, name };
const start: TextRange = { start: 0, end: 0 };
/** The first time that the text has the name, or its start. */
export const rangeOfName = (text: string, name: string): TextRange => namesIn(text).get(name)?.[0] ?? start;
/**
 * The same of what is in a table, which may have the name of the table; a primary key is written without its own. The
 * text is gone through once, whatever number of parts is asked for.
 */
export function partsIn(text: string): (name: string, kind?: Constraint['kind']) => TextRange {
  const named = namesIn(text);
  const [first, key] = [text.indexOf('('), text.indexOf('PRIMARY KEY')];
  return (name, kind) => {
    const own = named.get(name) ?? [];
    const inside = own.find((range) => range.start > first);
    return inside ?? (kind === 'primary key' && key >= 0 ? { start: key, end: key } : (own[0] ?? start));
  };
}
function namesIn(text: string): ReadonlyMap<string, readonly TextRange[]> {
  const found = new Map<string, TextRange[]>();
  for (const token of tokenize(text, 0, text.length))
    if (isName(token)) pushTo(found, identifierValue(text, token), { start: token.start, end: token.end });
  return found;
}
