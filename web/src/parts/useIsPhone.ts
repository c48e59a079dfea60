import { useMediaQuery } from '@mantine/hooks';

/** Where tables become cards. The same width as in the style sheets. */
export function useIsPhone(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false }) ?? false;
}
