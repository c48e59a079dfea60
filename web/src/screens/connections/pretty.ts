/** JSON in lines; what is none stays as it is. */
export const pretty = (json: string): string => { try { return JSON.stringify(JSON.parse(json), null, 2); } catch { return json; } };

/** A value of a record in a few words. */
export const said = (value: unknown): string => (value === null || value === undefined || value === '' ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));
