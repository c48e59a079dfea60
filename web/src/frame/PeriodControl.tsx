import { ActionIcon, Popover, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Compare } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Placeholder } from '@/parts/Placeholder';
import { PRESETS, shift, type Period, type Preset } from '@/period/period';
import { useScope } from '@/scope/Scope';
import styles from './PeriodControl.module.css';

const CustomPeriod = lazy(() => import('./CustomPeriod'));

/** The one period control of the app; its choice lives in the address. */
export function PeriodControl() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { period, periodChoice, compare, today, change } = useScope();
  const [open, setOpen] = useState(false);
  const setCustom = ({ from, to }: Period) => change({ period: 'custom', from, to });
  const setPreset = (preset: Preset) => { change({ period: preset, from: undefined, to: undefined }); setOpen(false); };
  const later = shift(period, 1);
  const name = periodChoice === 'custom' ? null : t(`period.${periodChoice}`);

  return (
    <div className={styles.control}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('period.earlier')} onClick={() => setCustom(shift(period, -1))}><IconChevronLeft size={16} /></ActionIcon>
      <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button" className={styles.button} onClick={() => setOpen(!open)} aria-haspopup="dialog" aria-expanded={open}
          >
            <VisuallyHidden>{t('period.label')}</VisuallyHidden>
            <IconCalendar size={16} stroke={1.6} aria-hidden />
            {name && <b>{name}</b>}
            <span className={name ? styles.range : styles.rangeOnly}>{format.range(period.from, period.to)}</span>
            {compare !== 'none' && <span className={styles.compare}>{t(`common:compare.${compare}`)}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.drop} aria-label={t('period.label')}>
          <div className={styles.presets} role="group" aria-label={t('period.label')}>
            {PRESETS.map((preset) => (
              <button key={preset} type="button" className={styles.preset} aria-pressed={preset === periodChoice} onClick={() => setPreset(preset)}>{t(`period.${preset}`)}</button>
            ))}
          </div>
          <div className={styles.custom}>
            <Suspense fallback={<Placeholder height={284} width={252} />}><CustomPeriod period={period} today={today} onPick={(p) => { setCustom(p); setOpen(false); }} /></Suspense>
            <p className={styles.label} id="compare-label">{t('period.compareLabel')}</p>
            <SegmentedControl
              fullWidth size="xs" value={compare} aria-labelledby="compare-label" onChange={(value) => change({ compare: value as Compare })}
              data={(['year', 'previous', 'none'] as const).map((value) => ({ value, label: t(`period.compare.${value}`) }))}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('period.later')} disabled={later.from > today} onClick={() => setCustom(later.to > today ? { from: later.from, to: today } : later)}><IconChevronRight size={16} /></ActionIcon>
    </div>
  );
}
