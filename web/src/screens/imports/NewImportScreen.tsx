import { ActionIcon, Button, Select, Switch } from '@mantine/core';
import { IconFile, IconX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '@/api/queries';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlacePicker } from '@/parts/PlacePicker';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { DropZone } from './DropZone';
import { columnsOf, guessProfile } from './guessProfile';
import styles from './Imports.module.css';
import { PreviewTable } from './PreviewTable';
import { previewImport, useImportWork } from './useImportWork';

/** Files, what they are, ten rows of them, where to, and off. */
export function NewImportScreen() {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { network, nodeId, tree } = useScope();
  const profiles = useQuery(profilesQuery(network.id));
  const { start } = useImportWork();
  const [files, setFiles] = useState<File[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [guessed, setGuessed] = useState<string | null>(null);
  const [locationId, setLocationId] = useState<string | null>(tree?.get(nodeId)?.kind === 'location' ? (nodeId ?? null) : null);
  const [dryRun, setDryRun] = useState(false);
  const first = files[0];
  const items = profiles.data?.items;
  const profile = chosen ?? guessed;
  const found = items?.find((candidate) => candidate.name === profile);

  useEffect(() => {
    if (!first || !items) return;
    let isCurrent = true;
    void columnsOf(first).then((columns) => { if (isCurrent) setGuessed(guessProfile(items, columns, first.name)?.name ?? null); });
    return () => { isCurrent = false; };
  }, [first, items]);

  const preview = useQuery({
    queryKey: ['import-preview', network.id, first?.name, first?.size, first?.lastModified, profile, locationId],
    queryFn: ({ signal }) => previewImport(network.id, first!, profile!, locationId, signal),
    enabled: first !== undefined && profile !== null,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
  const groups = useMemo(() => {
    const bySource = new Map<string, { value: string; label: string }[]>();
    for (const item of items ?? []) {
      const source = item.name.split('/')[0] ?? '';
      bySource.set(source, [...(bySource.get(source) ?? []), { value: item.name, label: `${item.title} (${item.name})` }]);
    }
    return [...bySource].map(([group, options]) => ({ group, items: options }));
  }, [items]);
  const problems = fieldProblems(start.error, ['profile', 'locationId', 'file', 'files']);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const add = (more: File[]) => { setFiles([...files, ...more.filter((file) => !files.some((known) => known.name === file.name && known.size === file.size))]); };

  return (
    <div className={styles.newImport}>
      <PageHead title={t('new')} note={<Link to="/imports">{t('all')}</Link>} plainTitle={t('new')} />
      <Panel id="files" title={t('step.files')}>
        <DropZone onFiles={add} />
        {files.length > 0 && (
          <ul className={styles.fileList}>
            {files.map((file, index) => (
              <li key={`${file.name}:${file.size}`}><IconFile size={17} stroke={1.6} aria-hidden /><span>{file.name}</span><span className="muted">{sizeOf(file.size, format.locale)}</span>
                <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('leaveOut', { name: file.name })} onClick={() => setFiles(files.filter((_, i) => i !== index))}><IconX size={16} /></ActionIcon></li>
            ))}
          </ul>
        )}
      </Panel>
      {first && (
        <Panel id="kind" title={t('step.kind')} note={guessed && !chosen ? t('guessed') : undefined}>
          {profiles.isError ? <ErrorState error={profiles.error} onRetry={() => void profiles.refetch()} /> : (
            <div className={styles.kind}>
              <Select label={t('profile')} placeholder={t('pickProfile')} searchable allowDeselect={false} value={profile} onChange={setChosen} data={groups} error={problems.of('profile')} className={styles.wide ?? ''} />
              {found && <p className="muted">{found.description}</p>}
            </div>
          )}
        </Panel>
      )}
      {first && profile && (
        <Panel id="preview" title={t('step.preview')} flush note={preview.data ? [t('columns', { count: preview.data.columns.length }), preview.data.encoding, preview.data.delimiter && t('delimiter', { mark: preview.data.delimiter === '\t' ? 'tab' : preview.data.delimiter })].filter(Boolean).join(' · ') : undefined}>
          {preview.isPending ? <div className={styles.padded}><PlaceholderLines lines={6} lineHeight={28} /></div> : preview.isError && !preview.data ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : preview.data && <PreviewTable preview={preview.data} isStale={preview.isPlaceholderData} />}
        </Panel>
      )}
      {first && profile && (
        <Panel id="start" title={t('step.start')}>
          <div className={styles.start}>
            <PlacePicker label={`${t('location')} (${t('common:optional')})`} placeholder={t('locationInFile')} clearable kinds={LOCATIONS} value={locationId} onChange={setLocationId} error={problems.of('locationId')} className={styles.wide ?? ''} />
            <p className={styles.hint}>{t('locationNote')}</p>
            <Switch label={t('tryOnly')} description={t('tryOnlyNote')} checked={dryRun} onChange={(event) => setDryRun(event.currentTarget.checked)} />
            {(problems.rest ?? problems.of('file') ?? problems.of('files')) && <Note kind="bad" role="alert">{problems.rest ?? problems.of('file') ?? problems.of('files')}</Note>}
            <div className={styles.buttons}>
              <Button size="md" loading={start.isPending} onClick={() => start.mutate({ files, profile, locationId, dryRun })}>{t(dryRun ? 'startTrial' : 'startReal', { size: sizeOf(bytes, format.locale) })}</Button>
              <span className="muted">{t('fileCount', { count: files.length })}</span>
            </div>
          </div>
        </Panel>
      )}
    </div>
  );
}

const LOCATIONS = ['location'] as const;

export function sizeOf(bytes: number, locale: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'gigabyte'] : bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : [Math.max(1, bytes / 1e3), 'kilobyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, maximumFractionDigits: (value as number) < 10 ? 1 : 0 }).format(value as number);
}
