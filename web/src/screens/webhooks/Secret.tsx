import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Webhooks.module.css';

/** A secret that is shown once, to be copied. */
export function Secret({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => { await navigator.clipboard.writeText(value); setCopied(true); };
  return (
    <div className={styles.secret}>
      <code data-testid="webhook-secret" aria-label={label}>{value}</code>
      <Button size="sm" variant="default" leftSection={isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />} onClick={() => void copy()}>{t(isCopied ? 'copied' : 'copy')}</Button>
    </div>
  );
}
