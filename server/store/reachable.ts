import { sql as raw } from 'kysely';
import type { RawBuilder } from 'kysely';
import { seesEverything, type Viewer } from '../../shared/domain/visibility.ts';
import type { CollectionName } from '../../shared/sync/wire.ts';
import { goneOf, sightOf, type Reach } from '../policies/reach.ts';
import { headOf, STORED_COLUMNS, toStored } from './documents.ts';
import type { Sql } from './schema.ts';

/** Which documents somebody pulls. */
export interface Pull {
  readonly workspaceId: string;
  readonly collection: CollectionName;
  readonly since: number;
  readonly limit: number;
  readonly reach: Reach;
  /** Also name what the asker may have had and may not have any more. */
  readonly withGone: boolean;
}

/**
 * Documents of a collection after `since` within the asker's reach, in log order, as JSON text; of what has left it, only
 * the news. `seq` is how far the reader has come with them: past rows that are not theirs, too.
 */
export async function readReachable(
  sql: Sql,
  { workspaceId, collection, since, limit, reach, withGone }: Pull,
): Promise<{ readonly documents: readonly string[]; readonly seq: number }> {
  // Read before the rows: everything up to here is either among them or not for this reader.
  const head = await headOf(sql, workspaceId);
  let query = sql
    .selectFrom('documents')
    .select(STORED_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('collection', '=', collection)
    .where('seq', '>', since);
  if (collection === 'tickets' || collection === 'messages') query = query.where(inReach(reach, withGone));
  const rows = (await query.orderBy('seq').limit(limit).execute()).map(toStored);
  const last = rows.at(-1)?.seq ?? since;
  const documents = rows.flatMap((row) => {
    const sight = sightOf(reach, row.place);
    if (sight === 'whole') return [row.json];
    return sight === 'gone' && withGone ? [JSON.stringify(goneOf(row))] : [];
  });
  return { documents, seq: rows.length < limit ? Math.max(last, head) : last };
}

/** Leaves the reading of what is not theirs to the database; `sightOf` has the last word. */
function inReach({ viewer, closedAfterMs }: Reach, withGone: boolean): RawBuilder<boolean> {
  const isFresh =
    closedAfterMs === 0
      ? raw<boolean>`1 = 1`
      : raw<boolean>`(closed_ms = 0 or closed_ms >= ${closedAfterMs})`;
  if (seesEverything(viewer)) {
    return withGone ? raw`(${isFresh} or seen_by <> '[]')` : isFresh;
  }
  const isSeen = raw<boolean>`(${inSight(viewer)} and ${isFresh})`;
  if (!withGone) return isSeen;
  const had = [viewer.agentId, ...viewer.departmentIds].map(
    (id) => raw<boolean>`seen_by like ${containing(id)} escape '\\'`,
  );
  return raw`(${isSeen} or ${raw.join(had, raw` or `)})`;
}

/** The condition that the viewer may see a ticket or message. */
export function inSight(viewer: Viewer): RawBuilder<boolean> {
  if (seesEverything(viewer)) return raw`1 = 1`;
  const { agentId, departmentIds } = viewer;
  if (departmentIds.length === 0) return raw`assignee_id = ${agentId}`;
  return raw`(department_id in (${raw.join([...departmentIds])}) or assignee_id = ${agentId})`;
}

/** A pattern for a JSON list with this text in it. */
function containing(id: string): string {
  return `%${JSON.stringify(id).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
