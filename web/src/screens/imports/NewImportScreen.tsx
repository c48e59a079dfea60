import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { profilesQuery } from '@/api/queries';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { FileChoice } from './FileChoice';
import styles from './Imports.module.css';
import type { Reading } from './importForm';
import { ImportStart } from './ImportStart';
import { KindChoice } from './KindChoice';
import { PreviewTable } from './PreviewTable';
import { useImportPreview } from './useImportPreview';

/** Files, what they are, ten rows of them, where to, and off. */
export function NewImportScreen() {
  const { t } = useTranslation('imports');
  const { network, nodeId, tree } = useScope();
  const profiles = useQuery(profilesQuery(network.id));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [reading, setReading] = useState<Reading>({ profile: null, mapping: null, locationId: tree?.get(nodeId)?.kind === 'location' ? (nodeId ?? null) : null });
  const preview = useImportPreview(files[0], reading);
  const shown = preview.data;
  // Until the reader says otherwise, the profile is the one the server found to fit.
  const profile = reading.profile ?? shown?.profile ?? null;
  const isKnown = reading.mapping !== null || profile !== null;

  return (
    <div className={styles.newImport}>
      <PageHead title={t('new')} note={<Link to="/imports">{t('all')}</Link>} plainTitle={t('new')} />
      <FileChoice files={files} onChange={setFiles} />
      {files.length > 0 && (
        <KindChoice profiles={profiles} profile={profile} isGuessed={reading.profile === null && shown !== undefined} isLooking={preview.isPending} reading={reading} preview={shown} problem={preview.error} onChange={(patch) => setReading({ ...reading, ...patch })} />
      )}
      {files.length > 0 && isKnown && (
        <Panel id="preview" title={t('step.preview')} flush note={shown && [t('columns', { count: shown.columns.length }), shown.encoding, shown.delimiter && t('delimiter', { mark: shown.delimiter === '\t' ? 'tab' : shown.delimiter })].filter(Boolean).join(' · ')}>
          {preview.isPending ? <div className={styles.padded}><PlaceholderLines lines={6} lineHeight={28} /></div> : shown && !preview.isError ? <PreviewTable preview={shown} isStale={preview.isPlaceholderData} /> : reading.mapping !== null ? <EmptyState title={t('mapping.noPreview')} /> : <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
        </Panel>
      )}
      {files.length > 0 && isKnown && <ImportStart files={files} reading={{ ...reading, profile }} isReady={!preview.isError} onLocation={(locationId) => setReading({ ...reading, locationId })} />}
    </div>
  );
}
