import type { RxJsonSchema } from 'rxdb';
import { z } from 'zod';

/** The part of a JSON schema that RxDB looks at for one field. */
interface FieldSchema {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  items?: object;
  additionalProperties?: boolean;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Longest string RxDB takes into an index. Source: RxDB error SC42. */
const INDEX_MAX_LENGTH = 2048;

/** How a collection is stored: its document schema and what its queries walk along. */
export interface CollectionPlan {
  readonly title: string;
  readonly version: number;
  readonly document: z.ZodType;
  readonly indexes: readonly (readonly string[])[];
}

/**
 * Derives what RxDB needs from the one schema of a document: the top-level fields with their types, and bounds for the
 * fields of indexes. What lies deeper is left open on purpose: documents are checked at the edges by the full schema,
 * and a change deep inside must not force a migration of the replica. For the same reason fields that may be missing are left out
 * unless an index needs them: a later Baton may add some. Throws `RangeError` for an index over a field
 * without bounds or of a type RxDB cannot index.
 */
export function toRxSchema<T>(plan: CollectionPlan): RxJsonSchema<T> {
  const variants = variantsOf(z.toJSONSchema(plan.document, { unrepresentable: 'any' }));
  const fields = fieldsOf(variants);
  const required = new Set(variants.flatMap((variant) => variant.required ?? []));
  const indexed = new Set(plan.indexes.flat());
  const properties: Record<string, FieldSchema> = {};
  for (const [name, schemas] of Object.entries(fields)) {
    if (!required.has(name) && !indexed.has(name)) continue;
    const field = flatten(schemas);
    properties[name] =
      name === 'id' || indexed.has(name) ? indexable(plan.title, name, field) : shallow(field);
  }
  for (const name of indexed) {
    if (!properties[name]) throw new RangeError(`${plan.title}: no field ${name} to index`);
  }
  return {
    title: plan.title,
    version: plan.version,
    primaryKey: 'id',
    type: 'object',
    properties,
    required: Object.keys(properties),
    indexes: plan.indexes.map((index) => [...index]),
  } as unknown as RxJsonSchema<T>;
}

/** The variants of a union; the schema itself where it is none. */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

/** Every top-level field with all the schemas it has in the variants of a union. */
function fieldsOf(variants: readonly JsonSchema[]): Record<string, JsonSchema[]> {
  const fields: Record<string, JsonSchema[]> = {};
  for (const variant of variants) {
    for (const [name, field] of Object.entries(variant.properties ?? {})) {
      (fields[name] ??= []).push(field as JsonSchema);
    }
  }
  return fields;
}

/** One description for a field that may look different in the variants: the common type with the widest bounds. */
function flatten(schemas: readonly JsonSchema[]): FieldSchema {
  const leaves = schemas.flatMap(leavesOf);
  const types = new Set(leaves.map((leaf) => typeOf(leaf)));
  const [type] = types;
  if (type === undefined || types.size > 1) return { type: 'object', additionalProperties: true };
  if (type === 'string') {
    const lengths = leaves.map((leaf) => lengthOf(leaf));
    return lengths.includes(undefined)
      ? { type }
      : { type, maxLength: Math.max(...lengths.map((n) => n ?? 0)) };
  }
  if (type === 'integer' || type === 'number') {
    const minima = leaves.map((leaf) => leaf.minimum);
    const maxima = leaves.map((leaf) => leaf.maximum);
    if (minima.includes(undefined) || maxima.includes(undefined)) return { type };
    return {
      type,
      minimum: Math.min(...minima.map((n) => n ?? 0)),
      maximum: Math.max(...maxima.map((n) => n ?? 0)),
    };
  }
  return { type };
}

function leavesOf(schema: JsonSchema): JsonSchema[] {
  const variants = schema.anyOf ?? schema.oneOf;
  return variants ? variants.flatMap(leavesOf) : [schema];
}

function typeOf(schema: JsonSchema): FieldSchema['type'] {
  if (typeof schema.type === 'string' && schema.type !== 'null') return schema.type;
  const sample: unknown = schema.const ?? schema.enum?.[0];
  if (typeof sample === 'string') return 'string';
  if (typeof sample === 'number') return 'number';
  if (typeof sample === 'boolean') return 'boolean';
  return 'object';
}

function lengthOf(schema: JsonSchema): number | undefined {
  if (schema.maxLength !== undefined) return schema.maxLength;
  const values: readonly unknown[] | undefined = schema.const === undefined ? schema.enum : [schema.const];
  return values && Math.max(...values.map((value) => String(value).length));
}

function shallow(field: FieldSchema): FieldSchema {
  if (field.type === 'array') return { type: 'array', items: {} };
  if (field.type === 'object') return { type: 'object', additionalProperties: true };
  return { type: field.type };
}

function indexable(title: string, name: string, field: FieldSchema): FieldSchema {
  switch (field.type) {
    case 'boolean':
      return field;
    case 'string':
      if (field.maxLength === undefined || field.maxLength > INDEX_MAX_LENGTH) {
        throw new RangeError(`${title}: ${name} is too long for an index`);
      }
      // Room to grow: an enum with a longer value must not force a migration.
      return { type: 'string', maxLength: Math.max(field.maxLength, 64) };
    case 'integer':
    case 'number':
      if (field.minimum === undefined || field.maximum === undefined) {
        throw new RangeError(`${title}: ${name} has no bounds for an index`);
      }
      return { ...field, multipleOf: field.type === 'integer' ? 1 : 0.001 };
    case 'array':
    case 'object':
      throw new RangeError(`${title}: ${name} cannot be indexed`);
  }
}
