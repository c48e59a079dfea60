/** "1.2 MB", in decimal units as files are sized elsewhere. */
export function formatSize(bytes: number, locale: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'gigabyte'] : bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : [Math.max(1, bytes / 1e3), 'kilobyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, maximumFractionDigits: (value as number) < 10 ? 1 : 0 }).format(value as number);
}

/** "3 minutes", in the largest unit that says enough. */
export function formatDuration(seconds: number, locale: string): string {
  const [value, unit] = seconds >= 5_400 ? [seconds / 3_600, 'hour'] : seconds >= 90 ? [seconds / 60, 'minute'] : [Math.max(1, seconds), 'second'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value as number);
}
