import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './CopyLine.module.css';

/** A line to be copied: an address, or a secret that is shown once. */
export function CopyLine({ value, label, testId }: { value: string; label: string; testId?: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => { await navigator.clipboard.writeText(value); setCopied(true); };
  return (
    <div className={styles.line}>
      <code data-testid={testId} aria-label={label}>{value}</code>
      <Button size="sm" variant="default" leftSection={isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />} onClick={() => void copy()}>{t(isCopied ? 'copied' : 'copy')}</Button>
    </div>
  );
}
