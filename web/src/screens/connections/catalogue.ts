import type { CatalogueEntry, CatalogueField } from '@/api/hubTypes';

/** Entries by what they are called, what they do and what flows. */
export function foundIn(items: readonly CatalogueEntry[], text: string | undefined, category: string | undefined): CatalogueEntry[] {
  const needle = text?.trim().toLocaleLowerCase();
  return items.filter((one) => (!category || one.category === category)
    && (!needle || [one.title, one.vendor, one.description, one.category, ...one.streams.flatMap((stream) => [stream.title, stream.record]), ...one.actions.map((action) => action.title)].some((word) => word.toLocaleLowerCase().includes(needle))));
}

/** What stays readable, as a shop's name does; the rest goes to the vault. */
export const isSetting = (field: CatalogueField): boolean => field.isSetting;

/** The values as the server takes them; what was left empty is not sent. */
export function typed(fields: readonly CatalogueField[], values: Readonly<Record<string, string>>): { credentials: Record<string, string>; settings: Record<string, string> } {
  const of = (wanted: boolean) => Object.fromEntries(fields.filter((field) => isSetting(field) === wanted && values[field.name]?.trim()).map((field) => [field.name, values[field.name]!.trim()]));
  return { credentials: of(false), settings: of(true) };
}

/** Whether everything that a connection needs was typed. */
export const isComplete = (fields: readonly CatalogueField[], values: Readonly<Record<string, string>>): boolean => fields.every((field) => !field.isRequired || field.default !== null || Boolean(values[field.name]?.trim()));

/** Systems to which a person signs in at the vendor. */
export const signsInThere = (auth: string): boolean => auth === 'oauth2-code' || auth === 'oauth1';
