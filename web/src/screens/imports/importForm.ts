/** How files are to be read: by a built-in profile or by a mapping of one's own, for one shop or as each row says. */
export interface Reading {
  profile: string | null;
  /** YAML; read instead of the profile. */
  mapping: string | null;
  locationId: string | null;
}

/** The form that previews and imports are asked with. */
export function formOf(files: readonly File[], { profile, mapping, locationId }: Reading, extra: Record<string, string> = {}): FormData {
  const form = new FormData();
  // Names first: a reader of the stream knows what to do with the bytes that follow.
  if (mapping !== null) form.set('profileYaml', mapping);
  else if (profile !== null) form.set('profile', profile);
  if (locationId) form.set('locationId', locationId);
  for (const [name, value] of Object.entries(extra)) form.set(name, value);
  for (const file of files) form.append('file', file, file.name);
  return form;
}
