export type Cell = string | number | null | undefined;

// A leading = + - @ would run as a formula in a spreadsheet; numbers keep their minus.
function field(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const guarded = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export const toCsv = (head: readonly string[], rows: readonly (readonly Cell[])[]) =>
  [head, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';

export function downloadCsv(name: string, head: readonly string[], rows: readonly (readonly Cell[])[]) {
  // The mark at the start makes Excel read UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', toCsv(head, rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
