import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { modelQuery, PREDICTIONS } from '@/api/predictionQueries';
import type { Model, ModelDecision, ModelDetail } from '@/api/predictionTypes';
import { fieldProblems, sentenceOf } from '@/parts/fields';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Models.module.css';

/** Puts a version to work, or refuses it; why is kept with it. */
export function Decide({ model }: { model: Model }) {
  const { t } = useTranslation('models');
  const { network } = useScope();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (decision: ModelDecision) => api.post<ModelDetail>(`${paths.predictions(network.id)}/models/${model.id}/decision`, { body: { decision, note } }),
    onSuccess: (detail, decision) => {
      setNote('');
      queries.setQueryData(modelQuery(network.id, model.id).queryKey, detail);
      toast(t(decision === 'approve' ? 'decide.approved' : 'decide.refused'));
      return queries.invalidateQueries({ queryKey: [PREDICTIONS, network.id] });
    },
    onError: (error) => { if (!fieldProblems(error, ['note']).of('note')) toastError(sentenceOf(error, t('common:failed'))); },
  });
  const isAtWork = model.state === 'at_work';
  return (
    <div className={styles.decide}>
      <h3>{t('decide.title')}</h3>
      <Textarea label={t('decide.note')} description={t(isAtWork ? 'decide.aboutRefuse' : 'decide.aboutApprove')} autosize minRows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} error={fieldProblems(decide.error, ['note']).of('note')} />
      <div className={styles.buttons}>
        {!isAtWork && <Button loading={decide.isPending && decide.variables === 'approve'} onClick={() => decide.mutate('approve')}>{t('decide.approve')}</Button>}
        {model.state !== 'refused' && <Button variant="default" loading={decide.isPending && decide.variables === 'refuse'} onClick={() => decide.mutate('refuse')}>{t('decide.refuse')}</Button>}
      </div>
    </div>
  );
}
