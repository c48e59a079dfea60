import { ActionIcon, Button, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursQuery } from '@/api/queries';
import type { OpeningSpan } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './UnitPanel.module.css';
import { useUnitWork } from './useUnitWork';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
// 2024-01-01 was a Monday.
const nameOf = (weekday: number, locale: string) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));

/** The week's opening hours from a day on. */
export function HoursPart({ locationId, mayWrite }: { locationId: string; mayWrite: boolean }) {
  const hours = useQuery(hoursQuery(locationId));
  if (hours.isPending) return <PlaceholderLines lines={7} lineHeight={36} />;
  if (hours.isError) return <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />;
  return <Editor key={JSON.stringify(hours.data.hours)} locationId={locationId} known={hours.data.hours} mayWrite={mayWrite} />;
}

function Editor({ locationId, known, mayWrite }: { locationId: string; known: readonly OpeningSpan[]; mayWrite: boolean }) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const { today } = useScope();
  const { setHours } = useUnitWork();
  const [spans, setSpans] = useState<OpeningSpan[]>([...known]);
  const [from, setFrom] = useState<string | null>(today);
  const problems = fieldProblems(setHours.error, []);
  const change = (span: OpeningSpan, patch: Partial<OpeningSpan>) => setSpans(spans.map((other) => (other === span ? { ...span, ...patch } : other)));
  const onDay = (weekday: number) => spans.filter((span) => span.weekday === weekday);
  const add = (weekday: number) => setSpans([...spans, { weekday, opens: onDay(weekday).length > 0 ? '14:00' : '09:00', closes: '18:00' }]);
  const copyToAll = (weekday: number) => setSpans(WEEK.flatMap((day) => (day <= 6 ? onDay(weekday).map((span) => ({ ...span, weekday: day })) : onDay(7))));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHours.mutate({ locationId, hours: [...spans].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens)), from: from ?? undefined });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <ul className={styles.hours}>
        {WEEK.map((weekday) => {
          const name = nameOf(weekday, format.locale);
          const own = onDay(weekday);
          return (
            <li key={weekday} className={styles.weekday}>
              <b>{name}</b>
              <div className={styles.spans}>
                {own.map((span, index) => (
                  <span key={index} className={styles.span}>
                    <TextInput type="time" className={styles.time ?? ''} aria-label={t('hours.opens', { day: name })} value={span.opens} disabled={!mayWrite} onChange={(e) => change(span, { opens: e.currentTarget.value })} />
                    –
                    <TextInput type="time" className={styles.time ?? ''} aria-label={t('hours.closes', { day: name })} value={span.closes} disabled={!mayWrite} onChange={(e) => change(span, { closes: e.currentTarget.value })} />
                    {mayWrite && <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('hours.remove', { day: name })} onClick={() => setSpans(spans.filter((other) => other !== span))}><IconX size={16} /></ActionIcon>}
                  </span>
                ))}
                {(own.length === 0 || mayWrite) && (
                  <span className={styles.spanFoot}>
                    {own.length === 0 && <span className={styles.closed}>{t('hours.closed')}</span>}
                    {mayWrite && <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => add(weekday)}>{t(own.length === 0 ? 'hours.add' : 'hours.more')}</Button>}
                    {mayWrite && weekday === 1 && own.length > 0 && <Button variant="subtle" size="compact-sm" leftSection={<IconCopy size={14} />} onClick={() => copyToAll(1)}>{t('hours.copy')}</Button>}
                  </span>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {mayWrite && (
        <>
          <DatePickerInput label={t('hours.from')} value={from} onChange={setFrom} popoverProps={{ withinPortal: false }} />
          {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
          <div><Button type="submit" loading={setHours.isPending}>{t('common:save')}</Button></div>
        </>
      )}
    </form>
  );
}
