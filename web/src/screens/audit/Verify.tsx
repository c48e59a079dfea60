import { Button, Popover } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { AuditVerdict } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { useScope } from '@/scope/Scope';

/** Recomputes the chain of the trail and says whether anybody changed it. */
export function Verify() {
  const { t } = useTranslation('audit');
  const { network } = useScope();
  const [open, setOpen] = useState(false);
  const verify = useMutation({ mutationFn: () => api.get<AuditVerdict>(paths.verifyAudit(network.id)), onSettled: () => setOpen(true) });
  const verdict = verify.data;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconShieldCheck size={16} stroke={1.6} />} loading={verify.isPending} onClick={() => verify.mutate()}>{t('verify.button')}</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('verify.button')} p={8}>
        {verify.isError && <Note kind="bad" role="alert">{sentenceOf(verify.error, t('common:failed'))}</Note>}
        {verdict && <Note kind={verdict.ok ? 'good' : 'bad'} role="status">{verdict.ok ? t('verify.good', { count: verdict.checked }) : t('verify.bad', { sequence: verdict.firstBadSequence })}</Note>}
      </Popover.Dropdown>
    </Popover>
  );
}
