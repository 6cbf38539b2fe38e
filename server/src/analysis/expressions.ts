/** The types of expressions, and what PostgreSQL refuses of them (`transformExpr`, src/backend/parser/parse_expr.c). */

import { bodiesOf, entryOf, stringsOf } from '../sql/ast';
import type {
  A_ArrayExpr,
  A_Const,
  A_Indirection,
  CaseExpr,
  CollateClause,
  ColumnRef,
  FuncCall,
  MinMaxExpr,
  Node,
  ParamRef,
  SubLink,
  TypeCast,
  TypeName,
} from '../sql/parse';
import { sqlType } from '../sql/types';
import { type Conversion, constantOf, locationOf, type Value } from './conversion';
import { FunctionCalls } from './function-calls';
import { bitStringProblem } from './literals';
import { Operators } from './operator-calls';
import { fieldType, mayBeFunction, subscriptType } from './parts';
import type { Outputs, Scope } from './scope';
import type { Type } from './signatures';

/** A query within an expression. */
type ReadQuery = (node: Node | undefined, scope: Scope) => Outputs;

const valueFunctions: Readonly<Record<string, Type>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIME: 'time with time zone',
  SVFOP_CURRENT_TIME_N: 'time with time zone',
  SVFOP_CURRENT_TIMESTAMP: 'timestamp with time zone',
  SVFOP_CURRENT_TIMESTAMP_N: 'timestamp with time zone',
  SVFOP_LOCALTIME: 'time without time zone',
  SVFOP_LOCALTIME_N: 'time without time zone',
  SVFOP_LOCALTIMESTAMP: 'timestamp without time zone',
  SVFOP_LOCALTIMESTAMP_N: 'timestamp without time zone',
};

export class Expressions {
  readonly #calls: FunctionCalls;
  readonly #operators: Operators;

  constructor(
    readonly conversion: Conversion,
    readonly query: ReadQuery,
  ) {
    const value = (node: Node | undefined, scope: Scope): Value => this.value(node, scope);
    this.#calls = new FunctionCalls(conversion, value);
    this.#operators = new Operators(conversion, value, query);
  }

  value(node: Node | undefined, scope: Scope): Value {
    const location = locationOf(node);
    const known = this.#read(node, scope, location);
    return typeof known === 'object' ? known : { type: known, location };
  }
  /** What CALL names. */
  procedure(call: FuncCall, scope: Scope): void {
    this.#calls.resolved(call, scope, true);
  }
  boolean(node: Node | undefined, scope: Scope, clause: string): void {
    if (node) this.conversion.boolean(this.value(node, scope), clause);
  }
  values(nodes: readonly Node[] | undefined, scope: Scope): Value[] {
    return (nodes ?? []).map((node) => this.value(node, scope));
  }

  #read(node: Node | undefined, scope: Scope, location: number | undefined): Value | Type | undefined {
    if (!node) return undefined;
    if ('A_Const' in node) return this.#constant(node.A_Const, location);
    if ('ColumnRef' in node) return this.column(node.ColumnRef, scope);
    if ('FuncCall' in node) return this.#calls.type(node.FuncCall, scope);
    if ('A_Expr' in node) return this.#operators.type(node.A_Expr, scope);
    if ('TypeCast' in node) return this.#cast(node.TypeCast, scope);
    if ('BoolExpr' in node) return this.#logic(node.BoolExpr.boolop, node.BoolExpr.args, scope);
    if ('SubLink' in node) return this.#subquery(node.SubLink, scope);
    if ('CaseExpr' in node) return this.#case(node.CaseExpr, scope);
    if ('CoalesceExpr' in node) return this.conversion.common(this.values(node.CoalesceExpr.args, scope), 'COALESCE');
    if ('MinMaxExpr' in node) return this.#minMax(node.MinMaxExpr, scope);
    if ('A_ArrayExpr' in node) return this.#array(node.A_ArrayExpr, scope);
    if ('A_Indirection' in node) return this.#indirection(node.A_Indirection, scope);
    if ('CollateClause' in node) return this.#collated(node.CollateClause, scope);
    return this.#rare(node, scope);
  }
  #constant(constant: A_Const, location: number | undefined): Value {
    const problem = bitStringProblem(constant.bsval?.bsval ?? '');
    if (problem !== undefined) this.conversion.report.add(problem, location);
    return constantOf(constant, location);
  }
  #rare(node: Node, scope: Scope): Type | undefined {
    if ('NullTest' in node) {
      this.value(node.NullTest.arg, scope);
      return 'boolean';
    }
    if ('BooleanTest' in node) {
      const { arg, booltesttype } = node.BooleanTest;
      this.boolean(arg, scope, (booltesttype ?? '').replace(/_/g, ' '));
      return 'boolean';
    }
    if ('SQLValueFunction' in node) {
      const name = node.SQLValueFunction.op ?? '';
      this.conversion.report.uses(name.replace('SVFOP_', '').toLowerCase(), 'stable', node.SQLValueFunction.location);
      return valueFunctions[name] ?? 'name';
    }
    if ('RowExpr' in node) {
      this.values(node.RowExpr.args, scope);
      return 'record';
    }
    if ('ParamRef' in node) return this.#parameter(node.ParamRef, scope);
    if ('GroupingFunc' in node) return 'integer';
    if ('CurrentOfExpr' in node) return 'boolean';
    if ('SetToDefault' in node)
      return this.conversion.report.add('DEFAULT is not allowed in this context', node.SetToDefault.location);
    if ('NamedArgExpr' in node) return this.value(node.NamedArgExpr.arg, scope).type;
    // What is in them is looked at; what they are is not told.
    const entry = entryOf(node);
    if (entry && /^(XmlExpr|JsonIsPredicate)$/.test(entry.kind)) {
      for (const child of Object.values(entry.body)) if (Array.isArray(child)) this.values(child as Node[], scope);
      return entry.kind === 'XmlExpr'
        ? /IS_DOCUMENT/.test(JSON.stringify(entry.body))
          ? 'boolean'
          : 'xml'
        : 'boolean';
    }
    return undefined;
  }

  #parameter({ number = 0, location }: ParamRef, { parameters }: Scope): Type | undefined {
    if (parameters && number > parameters.length)
      this.conversion.report.add(`there is no parameter $${number}`, location);
    return parameters?.[number - 1];
  }
  column({ fields, location }: ColumnRef, scope: Scope): Value {
    const names = stringsOf(fields);
    if (names.length !== fields?.length) return { type: 'record', location };
    const [name, table, schema] = [names.at(-1)!, names.at(-2), names.at(-3)];
    const found = names.length > 3 ? { type: undefined } : scope.column(name, table, schema);
    if (typeof found === 'object') return { type: found.type, brought: found.brought, location: location ?? 0 };
    const { types, report } = this.conversion;
    if (found === 'lost') report.name(`missing FROM-clause entry for table "${table}"`, location ?? 0);
    else if (table === undefined) report.name(`column "${name}" does not exist`, location ?? 0);
    // `item.name` may be a function of the row.
    else if (!mayBeFunction(types, name)) report.name(`column ${table}.${name} does not exist`, location ?? 0);
    return { type: undefined, location };
  }
  #cast({ arg, typeName }: TypeCast, scope: Scope): Value | Type | undefined {
    const target = this.named(typeName);
    const array = arg && 'A_ArrayExpr' in arg ? arg.A_ArrayExpr : undefined;
    const element =
      target === undefined ? undefined : this.conversion.types.element(this.conversion.types.base(target));
    if (array && element !== undefined) this.#castElements(array, target, element, scope);
    else if (!array || array.elements?.length) this.#castTo(this.value(arg, scope), target);
    if (target !== undefined || !typeName || typeName.setof || typeName.pct_type) return target;
    return { type: undefined, brought: this.conversion.types.brought(sqlType(typeName)) };
  }
  /** Of lists within the list, too: each may be empty. */
  #castElements({ elements }: A_ArrayExpr, target: Type | undefined, element: Type, scope: Scope): void {
    for (const each of elements ?? [])
      if ('A_ArrayExpr' in each) this.#castElements(each.A_ArrayExpr, target, element, scope);
      else this.#castTo(this.value(each, scope), element);
  }
  #castTo(value: Value, target: Type | undefined): void {
    if (target === undefined || this.conversion.may(value, target, 'explicit')) return;
    const { types, report } = this.conversion;
    report.add(`cannot cast type ${types.show(value.type)} to ${types.show(target)}`, value.location);
  }
  named(typeName: TypeName | undefined): Type | undefined {
    if (!typeName || typeName.setof || typeName.pct_type) return undefined;
    return this.conversion.types.of(sqlType(typeName));
  }
  #logic(operator: string | undefined, args: readonly Node[] | undefined, scope: Scope): Type {
    for (const each of args ?? []) this.boolean(each, scope, (operator ?? '').replace('_EXPR', ''));
    return 'boolean';
  }
  #subquery(link: SubLink, scope: Scope): Type | undefined {
    const kind = link.subLinkType;
    if (kind === 'ANY_SUBLINK' || kind === 'ALL_SUBLINK') return this.#operators.subquery(link, scope);
    const outputs = this.query(link.subselect, scope);
    if (kind === 'EXISTS_SUBLINK') return 'boolean';
    if (kind !== 'EXPR_SUBLINK' && kind !== 'ARRAY_SUBLINK') return undefined;
    if (!outputs) return undefined;
    if (outputs.length !== 1) return this.conversion.report.add('subquery must return only one column', link.location);
    const { type } = outputs[0]!;
    const resolved = type === 'unknown' ? 'text' : type;
    if (kind === 'EXPR_SUBLINK' || resolved === undefined) return resolved;
    return resolved.endsWith('[]') ? resolved : `${resolved}[]`;
  }
  #case({ arg, args, defresult }: CaseExpr, scope: Scope): Type | undefined {
    const whens = bodiesOf(args, 'CaseWhen');
    const subject = arg && this.value(arg, scope);
    for (const { expr } of whens) {
      if (!subject) this.boolean(expr, scope, 'CASE/WHEN');
      else {
        const left = subject.type === 'unknown' ? { ...subject, type: 'text' } : subject;
        this.#operators.compare('=', left, this.value(expr, scope), locationOf(expr));
      }
    }
    const results = whens.map(({ result }) => this.value(result, scope));
    const otherwise = defresult ? this.value(defresult, scope) : { type: 'unknown' };
    return this.conversion.common([otherwise, ...results], 'CASE');
  }
  #minMax({ op, args }: MinMaxExpr, scope: Scope): Type | undefined {
    return this.conversion.common(this.values(args, scope), op === 'IS_LEAST' ? 'LEAST' : 'GREATEST');
  }
  #array({ elements, location }: A_ArrayExpr, scope: Scope): Type | undefined {
    if (!elements?.length) return this.conversion.report.add('cannot determine type of empty array', location);
    // Lists within the list may be empty where one of them is not.
    if (elements.some((each) => 'A_ArrayExpr' in each && !each.A_ArrayExpr.elements?.length)) return undefined;
    const type = this.conversion.common(this.values(elements, scope), 'ARRAY');
    if (type === undefined) return undefined;
    return type.endsWith('[]') ? type : `${type}[]`;
  }
  #indirection({ arg, indirection }: A_Indirection, scope: Scope): Type | undefined {
    let { type } = this.value(arg, scope);
    const location = locationOf(arg);
    let slice = false;
    for (const [at, part] of (indirection ?? []).entries()) {
      if ('A_Indices' in part) {
        this.values(
          [part.A_Indices.lidx, part.A_Indices.uidx].filter((each) => each !== undefined),
          scope,
        );
        slice ||= part.A_Indices.is_slice ?? false;
        const isNext = indirection?.[at + 1] && 'A_Indices' in indirection[at + 1]!;
        if (!isNext) type = subscriptType(this.conversion, type, slice, location);
      } else type = 'String' in part ? fieldType(this.conversion, type, part.String.sval ?? '', location) : undefined;
    }
    return type;
  }
  #collated({ arg, location }: CollateClause, scope: Scope): Type | undefined {
    const { type } = this.value(arg, scope);
    const { types, report } = this.conversion;
    if (type === undefined || type === 'unknown') return type === undefined ? undefined : 'text';
    if (!types.hasCollation(type)) report.add(`collations are not supported by type ${types.show(type)}`, location);
    return type;
  }
}
