import { Button, NumberInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { pricesQuery } from '@/api/predictionQueries';
import type { PriceItem, PriceList } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { fieldProblems, sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './Prices.module.css';
import { proposedChange, responseWord } from './priceWords';

/** One service's price: what is known, what is proposed, and the bounds inside which anything may be proposed. */
export function PricePanel({ item, list, onTry, onClose }: { item: PriceItem; list: PriceList; onTry: () => void; onClose: () => void }) {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const { can } = useScope();
  const { currency } = list;
  const two = (value: number) => new Intl.NumberFormat(format.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value).replace('-', '−');
  const stays = proposedChange(item) === 0;
  return (
    <SidePanel title={item.service} note={t('now', { price: format.money(item.price, currency) })} onClose={onClose} bar={can('predictions.manage') && <Button size="sm" variant="default" leftSection={<IconFlask size={15} stroke={1.6} />} onClick={onTry}>{t('test.new')}</Button>}>
      <Note kind={stays ? 'info' : 'good'}>{stays ? t('panel.stay') : t('panel.move', { proposed: format.money(item.proposed, currency), change: format.change(item.profitChange), low: format.change(item.profitLow), high: format.change(item.profitHigh) })}</Note>
      <div className={styles.part}>
        <Facts facts={[
          [t('column.response'), t(`responseSentence.${responseWord(item)}`, { value: two(Math.abs(item.elasticity)) })],
          [t('column.elasticity'), t('elasticityRange', { value: two(item.elasticity), low: two(item.elasticityLow), high: two(item.elasticityHigh) })],
          [t('panel.own'), t('panel.ownWeight', { own: format.ratio(item.ownWeight, 0), count: item.weeks })],
          [t('column.units'), new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(item.unitsAWeek)],
          [t('panel.cost'), format.money(item.unitCost, currency)],
          ...(stays ? [] : [[t('column.unitsChange'), format.change(item.unitsChange)] as const]),
        ]} />
        {item.restsOnLittle && <Note kind="watch">{t('panel.little')}</Note>}
      </div>
      {can('predictions.manage') && <div className={styles.part}><Bounds item={item} list={list} /></div>}
      {list.modelId && <p className="small"><Link to="/insights/models" search={withSearch({ open: list.modelId, test: undefined })}>{t('model')}</Link></p>}
    </SidePanel>
  );
}

function Bounds({ item, list }: { item: PriceItem; list: PriceList }) {
  const { t } = useTranslation('prices');
  const { network } = useScope();
  const queries = useQueryClient();
  const [lowest, setLowest] = useState<string | number>(Number(item.lowest));
  const [highest, setHighest] = useState<string | number>(Number(item.highest));
  const save = useMutation({
    mutationFn: () => api.put<PriceList>(`${paths.prices(list.locationId)}/bounds`, { body: { service: item.service, lowest: lowest === '' ? null : String(lowest), highest: highest === '' ? null : String(highest) } }),
    onSuccess: (answer) => { queries.setQueryData(pricesQuery(network.id, list.locationId).queryKey, answer); toast(t('bounds.saved')); },
    onError: (error) => { const faults = fieldProblems(error, ['lowest', 'highest']); if (faults.rest) toastError(sentenceOf(error, t('common:failed'))); },
  });
  const faults = fieldProblems(save.error, ['lowest', 'highest']);
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  return (
    <form onSubmit={submit} className={styles.form}>
      <h3>{t('bounds.title')}</h3>
      <p className="muted">{t(item.boundsSet ? 'bounds.set' : 'bounds.notSet')}</p>
      <div className={styles.pair}>
        <NumberInput label={t('bounds.lowest', { currency: list.currency })} min={0} decimalScale={2} value={lowest} onChange={setLowest} error={faults.of('lowest')} />
        <NumberInput label={t('bounds.highest', { currency: list.currency })} min={0} decimalScale={2} value={highest} onChange={setHighest} error={faults.of('highest')} />
      </div>
      <div><Button type="submit" loading={save.isPending}>{t('common:save')}</Button></div>
    </form>
  );
}
