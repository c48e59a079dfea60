import { Button, Select } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findingsQuery } from '@/api/predictionQueries';
import { FINDING_KINDS, type Finding, type FindingKind } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { RunMark } from '@/screens/insights/RunMark';
import type { FindingsAddress } from './address';
import { FindingPanel } from './FindingPanel';
import styles from './Findings.module.css';
import { hasEffect, iconOf, signOf } from './findingWords';

const route = getRouteApi('/frame/insights');

/** What deserves attention, newest and strongest first, each with what to do. */
export function FindingsScreen() {
  const { t } = useTranslation('findings');
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, nodeId } = useScope();
  const filters = useMemo(() => ({ node: nodeId, kind: address.kind }), [nodeId, address.kind]);
  const list = useInfiniteQuery({ ...findingsQuery(network.id, filters), placeholderData: keepPreviousData });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const change = (patch: Partial<FindingsAddress>, replace = true) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false });
  const opened = rows.find((one) => one.id === address.open);
  const empty = address.kind
    ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} action={<Button variant="default" onClick={() => change({ kind: undefined })}>{t('clear')}</Button>} />
    : <EmptyState icon={<IconCircleCheck size={22} />} title={t('empty')} text={t('emptyText')} />;
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} />
      <InsightsTabs />
      <RunMark />
      <div className={frame.filters} role="search">
        <Select className={frame.text ?? ''} aria-label={t('filter')} placeholder={t('filter')} clearable value={address.kind ?? null} onChange={(value) => change({ kind: (value as FindingKind | null) ?? undefined })} data={FINDING_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
      </div>
      <PartBoundary resetKey={filters}>
        <ListFrame list={list} isEmpty={rows.length === 0} empty={empty}>
          <ul className={styles.list} aria-label={t('title')}>{rows.map((one) => <Row key={one.id} finding={one} isOpen={one.id === address.open} onOpen={() => change({ open: one.id }, address.open !== undefined)} />)}</ul>
        </ListFrame>
      </PartBoundary>
      {opened && <FindingPanel key={opened.id} finding={opened} onClose={() => change({ open: undefined })} />}
    </div>
  );
}

function Row({ finding, isOpen, onOpen }: { finding: Finding; isOpen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('findings');
  const format = useFormat();
  const Sign = iconOf(finding);
  return (
    <li>
      <button type="button" className={styles.row} data-open={isOpen || undefined} onClick={onOpen}>
        <span className={styles.sign} data-sign={signOf(finding)} aria-hidden><Sign size={18} stroke={1.7} /></span>
        <span className={styles.words}>
          <b>{finding.title}</b>
          <span className={styles.sentence}>{finding.sentence}</span>
          <span className={styles.next}><IconArrowRight size={13} aria-hidden />{finding.action}</span>
        </span>
        <span className={styles.end}>
          {hasEffect(finding) && <b>{t('month', { value: format.moneyCompact(finding.effect, finding.currency) })}</b>}
          <span>{t('since', { day: format.dayShort(finding.since) })}</span>
        </span>
      </button>
    </li>
  );
}
