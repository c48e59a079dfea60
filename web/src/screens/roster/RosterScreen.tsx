import { Button, Loader, Select } from '@mantine/core';
import { IconCalendarTime, IconDownload } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '@/api/client';
import { paths } from '@/api/paths';
import { ApiProblem } from '@/api/problem';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { PlacePicker } from '@/parts/PlacePicker';
import { Sentences } from '@/parts/Sentences';
import { EmptyState } from '@/parts/States';
import { addDays, todayIn } from '@/period/period';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { NotYet } from '@/screens/insights/NotYet';
import { useShop } from '@/screens/insights/useShop';
import { mondayOf, type RosterAddress } from './address';
import styles from './Roster.module.css';
import { RosterGrid } from './RosterGrid';
import { RosterHours } from './RosterHours';
import { useRoster } from './useRoster';

const route = getRouteApi('/frame/insights/roster');
const SHOPS = ['location'] as const;
const WEEKS_AHEAD = 8;

/** A week's plan beside the one that would serve more with the same hours. */
export function RosterScreen() {
  const { t } = useTranslation('roster');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, tree, can } = useScope();
  const shop = useShop();
  const thisWeek = mondayOf(todayIn(network.timeZone, Date.now()));
  const week = address.week ?? addDays(thisWeek, 7);
  const { roster, propose, cancel, mayPropose } = useRoster(shop?.id, week);
  const change = (patch: Partial<RosterAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const data = roster.data;
  const weeks = Array.from({ length: WEEKS_AHEAD + 1 }, (_, ahead) => addDays(thisWeek, 7 * ahead)).map((monday) => ({ value: monday, label: format.range(monday, addDays(monday, 6)) }));
  const sentences = useMemo(() => {
    if (!data) return [];
    const { gain } = data;
    const one = (value: number) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value);
    if (!data.isBetter) return [t('sentence.same', { visits: one(gain.planVisits), wanted: one(gain.visitsWanted) })];
    return [
      t('sentence.gain', { more: one(gain.proposalVisits - gain.planVisits), visits: one(gain.proposalVisits), wanted: one(gain.visitsWanted) }),
      t('sentence.moved', { hours: one(gain.hoursMoved), all: one(gain.proposalHours) }),
      ...(gain.worth === null ? [] : [t('sentence.worth', { worth: format.moneyWhole(gain.worth, gain.currency), efficiency: gain.efficiency === null ? '–' : format.change(gain.efficiency) })]),
    ];
  }, [data, format, t]);
  const isMissing = roster.error instanceof ApiProblem && roster.error.status === 404;
  const ask = mayPropose && <Button leftSection={<IconCalendarTime size={16} stroke={1.6} />} variant={data ? 'default' : 'filled'} disabled={!shop} loading={propose.isPending} onClick={() => propose.mutate()}>{t(data ? 'again' : 'propose')}</Button>;
  return (
    <div className={frame.screen}>
      <PageHead title={t('title', { name: shop?.name ?? '…' })} note={data ? t('note', { range: format.range(data.week, addDays(data.week, 6)), made: format.instant(data.madeAt) }) : undefined} />
      <InsightsTabs />
      <div className={frame.filters}>
        <PlacePicker className={frame.text ?? ''} aria-label={t('shop')} kinds={SHOPS} value={shop?.id ?? null} onChange={(node) => { if (node) change({ node }); }} />
        <Select className={frame.text ?? ''} aria-label={t('week')} allowDeselect={false} value={week} data={weeks} onChange={(value) => change({ week: value ?? undefined })} />
        {data && ask}
        {data && can('export') && <Button component="a" variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} href={addressOf(`${paths.predictions(network.id)}/rosters/${data.id}`, { format: 'csv' })} download={`roster-${data.week}.csv`}>{t('take')}</Button>}
      </div>
      {propose.isPending && <div className={styles.working} role="status"><Loader size="xs" /><span>{t('working')}</span><Button variant="subtle" size="compact-sm" onClick={cancel}>{t('cancel')}</Button></div>}
      {propose.isError && !(propose.error instanceof DOMException) && <NotYet error={propose.error} onRetry={() => propose.mutate()} />}
      {tree && !shop ? <EmptyState title={t('noShop')} /> : data ? (
        <>
          <Sentences sentences={sentences} />
          {data.basis.sentences.slice(1).map((sentence) => <Note key={sentence} kind="watch">{sentence}</Note>)}
          <PartBoundary resetKey={data}><RosterGrid roster={data} /></PartBoundary>
          <PartBoundary resetKey={data}><RosterHours roster={data} /></PartBoundary>
          {data.unmet.length > 0 && (
            <Panel id="habits" title={t('habits.title')} note={t('habits.note')}>
              <ul className={styles.habits}>{data.unmet.map((one) => <li key={`${one.staffId}-${one.day}-${one.kind}`}><span>{one.sentence}</span><b>{t('habits.weight', { count: one.visits })}</b></li>)}</ul>
            </Panel>
          )}
          <p className={styles.basis}>{data.basis.sentences[0]} {t('untouched')}</p>
        </>
      ) : isMissing || propose.isPending ? (
        !propose.isError && <EmptyState icon={<IconCalendarTime size={22} />} title={t('none')} text={t(mayPropose ? 'noneText' : 'noneAsk')} action={ask || undefined} />
      ) : roster.isError ? <NotYet error={roster.error} onRetry={() => void roster.refetch()} /> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={360} radius={8} /></>}
    </div>
  );
}
