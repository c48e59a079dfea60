import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '@/format/sizes';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlacePicker } from '@/parts/PlacePicker';
import styles from './Imports.module.css';
import type { Reading } from './importForm';
import { useImportWork } from './useImportWork';

const LOCATIONS = ['location'] as const;

interface Props { files: readonly File[]; reading: Reading; /** The files can be read that way. */ isReady: boolean; onLocation: (locationId: string | null) => void }

/** Last step: where the rows belong, for real or on trial, and off. */
export function ImportStart({ files, reading, isReady, onLocation }: Props) {
  const { t } = useTranslation('imports');
  const { locale } = useFormat();
  const { start } = useImportWork();
  const [dryRun, setDryRun] = useState(false);
  const problems = fieldProblems(start.error, ['locationId']);
  const size = formatSize(files.reduce((sum, file) => sum + file.size, 0), locale);
  return (
    <Panel id="start" title={t('step.start')}>
      <div className={styles.start}>
        <PlacePicker label={`${t('location')} (${t('common:optional')})`} placeholder={t('locationInFile')} clearable kinds={LOCATIONS} value={reading.locationId} onChange={onLocation} error={problems.of('locationId')} className={styles.wide ?? ''} />
        <p className={styles.hint}>{t('locationNote')}</p>
        <Switch label={t('tryOnly')} description={t('tryOnlyNote')} checked={dryRun} onChange={(event) => setDryRun(event.currentTarget.checked)} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div className={styles.buttons}>
          <Button size="md" disabled={!isReady} loading={start.isPending} onClick={() => start.mutate({ files, reading, dryRun })}>{t(dryRun ? 'startTrial' : 'startReal', { size })}</Button>
          <span className="muted">{t('fileCount', { count: files.length })}</span>
        </div>
      </div>
    </Panel>
  );
}
