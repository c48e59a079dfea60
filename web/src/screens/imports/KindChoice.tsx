import { Button, Select } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import type { ImportPreview, ImportProfile, Page } from '@/api/types';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { ColumnMarks } from './ColumnMarks';
import styles from './Imports.module.css';
import type { Reading } from './importForm';
import { MappingEditor } from './MappingEditor';

interface Props {
  profiles: UseQueryResult<Page<ImportProfile>>;
  /** Chosen, or found by the server. */
  profile: string | null;
  isGuessed: boolean;
  isLooking: boolean;
  reading: Reading;
  preview: ImportPreview | undefined;
  problem: unknown;
  onChange: (patch: Partial<Reading>) => void;
}

/** Second step: what is in the files, by a built-in profile or by a mapping of one's own. */
export function KindChoice({ profiles, profile, isGuessed, isLooking, reading, preview, problem, onChange }: Props) {
  const { t } = useTranslation('imports');
  const items = profiles.data?.items;
  const found = items?.find((candidate) => candidate.name === profile);
  const isOwn = reading.mapping !== null;
  const groups = useMemo(() => groupsOf(items ?? []), [items]);
  const refusal = problem instanceof ApiProblem ? problem : undefined;
  const isUnknown = refusal?.errors.some((error) => error.field === 'profile');

  if (profiles.isError) return <Panel id="kind" title={t('step.kind')}><ErrorState error={profiles.error} onRetry={() => void profiles.refetch()} /></Panel>;
  return (
    <Panel id="kind" title={t('step.kind')} note={isOwn ? t('mapping.own') : isGuessed ? t('guessed') : undefined}>
      {isLooking && !isOwn && reading.profile === null ? <PlaceholderLines lines={2} lineHeight={28} /> : (
        <div className={styles.kind}>
          {!isOwn && (
            <>
              <Select label={t('profile')} placeholder={t('pickProfile')} searchable allowDeselect={false} value={profile} onChange={(value) => onChange({ profile: value })} data={groups} className={styles.wide ?? ''} />
              {found && <p className="muted">{found.description}</p>}
              {!found && refusal && <Note kind="watch" role="status">{isUnknown ? t('unknownKind') : refusal.message}</Note>}
              {found && preview && <ColumnMarks columns={preview.columns} read={found.columns} />}
              <div><Button variant="default" size="sm" leftSection={<IconPencil size={15} stroke={1.7} />} disabled={!items} onClick={() => onChange({ profile, mapping: (found ?? items?.[0])?.yaml ?? '' })}>{t(found ? 'mapping.change' : 'mapping.write')}</Button></div>
            </>
          )}
          {reading.mapping !== null && <MappingEditor mapping={reading.mapping} problem={refusal} onChange={(mapping) => onChange({ mapping })} onDrop={() => onChange({ mapping: null })} />}
        </div>
      )}
    </Panel>
  );
}

/** Profiles under the system they read, in the order the server has them. */
function groupsOf(items: readonly ImportProfile[]) {
  const bySource = new Map<string, { value: string; label: string }[]>();
  for (const item of items) {
    const source = item.name.split('/')[0] ?? '';
    bySource.set(source, [...(bySource.get(source) ?? []), { value: item.name, label: `${item.title} (${item.name})` }]);
  }
  return [...bySource].map(([group, options]) => ({ group, items: options }));
}
