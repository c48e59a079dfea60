export interface FieldChange { name: string; from: string | null; to: string | null }
export interface ChangeGroup { id: string | null; fields: FieldChange[] }

const words = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(changes: Record<string, unknown>): FieldChange[] {
  return Object.entries(changes).map(([name, change]) => {
    const isPair = isRecord(change) && Object.keys(change).length > 0 && Object.keys(change).every((key) => key === 'from' || key === 'to');
    return isPair ? { name, from: words(change['from']), to: words(change['to']) } : { name, from: null, to: words(change) };
  });
}

/** What the trail kept of a change: per field before and after; of several rows each by its id. Details of an action stand as after. */
export function changesOf(changes: Record<string, unknown> | null): ChangeGroup[] {
  if (!changes) return [];
  const rows = changes['rows'];
  if (Array.isArray(rows)) return rows.filter(isRecord).map((row) => ({ id: words(row['id']), fields: isRecord(row['fields']) ? fieldsOf(row['fields']) : [] }));
  const fields = fieldsOf(changes);
  return fields.length > 0 ? [{ id: null, fields }] : [];
}
