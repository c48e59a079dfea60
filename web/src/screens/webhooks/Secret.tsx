import { CopyLine } from '@/parts/CopyLine';

/** A secret that is shown once, to be copied. */
export function Secret({ value, label }: { value: string; label: string }) {
  return <CopyLine value={value} label={label} testId="webhook-secret" />;
}
