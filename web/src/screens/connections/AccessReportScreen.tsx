import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accessReportQuery } from '@/api/hubQueries';
import type { AccessReportItem } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { downloadCsv } from '@/parts/csv';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { AccessPanel } from './AccessPanel';
import { SPANS, type AccessReportAddress } from './address';
import styles from './Hub.module.css';
import { HubTabs } from './HubTabs';
import { toneOf } from './wall';

const route = getRouteApi('/frame/integrations/access');
const USUAL_SPAN = 90;

/** Who may do what at which system, by whose leave, how old the leave is, and where a person is needed. */
export function AccessReportScreen() {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const navigate = useNavigate();
  const { network, nodeId, tree } = useScope();
  const { days = USUAL_SPAN, show } = route.useSearch();
  const [open, setOpen] = useState<string | null>(null);
  const report = useQuery({ ...accessReportQuery(network.id, days), placeholderData: keepPreviousData });
  const change = (patch: Partial<AccessReportAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const isUnder = (id: string) => !nodeId || nodeId === network.id || !tree || tree.path(id).some((above) => above.id === nodeId);
  const all = (report.data?.items ?? []).filter((one) => isUnder(one.nodeId));
  const waiting = all.filter((one) => one.nextStep);
  const items = show === 'person' ? waiting : all;
  const shown = all.find((one) => one.connectionId === open);
  const step = (one: AccessReportItem) => (one.nextStep ? t(`report.step.${one.nextStep}`) : '');
  const save = () => downloadCsv(`access-${network.slug}`, ['name', 'system', 'environment', 'unit', 'owner', 'state', 'since', 'authorisation', 'scopes', 'granted', 'grantedBy', 'issued', 'ageDays', 'expires', 'renewableUntil', 'grants', 'renewals', 'refusals', 'revocations', 'unusualUses', 'calls', 'nextStep'],
    items.map((one) => [one.name, one.title, one.environment, one.nodeName, one.ownerName, one.state, one.stateSince, one.auth, one.scopes.map((scope) => scope.name).join(' '), one.grantedAt, one.grantedBy, one.issuedAt, one.ageDays, one.expiresAt, one.renewableUntil, one.grants, one.renewals, one.refusals, one.revocations, one.unusualUses, one.uses, one.nextStep]));
  return (
    <div className={frame.screen}>
      <PageHead title={t('report.title')} note={report.data ? t(waiting.length > 0 ? 'report.waiting' : 'report.well', { count: waiting.length }) : t('report.note')}
        actions={<Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} disabled={items.length === 0} onClick={save}>{t('report.csv')}</Button>} />
      <HubTabs />
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('report.show')} value={show ?? 'all'} onChange={(value) => change({ show: value === 'person' ? 'person' : undefined })} data={[{ value: 'all', label: t('report.all') }, { value: 'person', label: t('report.person', { count: waiting.length }) }]} />
        <SegmentedControl aria-label={t('report.span')} value={String(days)} onChange={(value) => change({ days: Number(value) === USUAL_SPAN ? undefined : Number(value) })} data={SPANS.map((value) => ({ value: String(value), label: t('report.days', { count: value }) }))} />
      </div>
      <ListFrame list={report} isEmpty={items.length === 0} empty={<EmptyState icon={<IconShieldCheck size={22} />} title={t(show ? 'report.noPerson' : 'report.none')} text={show ? undefined : t('report.noneText')} action={show ? undefined : <Button variant="default" renderRoot={(props) => <Link to="/integrations/catalogue" {...props} />}>{t('catalogue.title')}</Button>} />}>
        <ListTable<AccessReportItem> caption={t('report.title')} rows={items} rowKey={(one) => one.connectionId} openKey={open ?? undefined} onPick={(one) => setOpen(one.connectionId)} isQuiet={(one) => one.state === 'removed'} columns={[
          { key: 'name', title: t('report.connection'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.name}</b><span>{[one.name === one.title ? null : one.title, one.nodeName, one.ownerName].filter(Boolean).join(' · ')}</span></span> },
          { key: 'state', title: t('filter.state'), onPhone: 'end', width: '170px', cell: (one) => <StateMark tone={toneOf({ state: one.state, vitals: null })} word={t(`state.${one.state}`)} /> },
          { key: 'age', title: t('report.age'), numeric: true, onPhone: 'note', width: '110px', cell: (one) => (one.ageDays === null ? <span className="muted">–</span> : t('access.days', { count: one.ageDays })) },
          { key: 'expires', title: t('report.renewable'), numeric: true, width: '150px', cell: (one) => (one.renewableUntil ? format.instant(one.renewableUntil) : <span className="muted">{t('report.noEnd')}</span>) },
          { key: 'uses', title: t('report.uses'), numeric: true, width: '110px', cell: (one) => format.count(one.uses) },
          { key: 'next', title: t('report.next'), onPhone: 'note', width: '190px', cell: (one) => (one.nextStep ? <b>{step(one)}</b> : <span className="muted">–</span>) },
        ]} />
      </ListFrame>
      {shown && <AccessPanel key={shown.connectionId} item={shown} days={days} onClose={() => setOpen(null)} />}
    </div>
  );
}
