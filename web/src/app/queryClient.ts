import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiProblem) || error.isTransient),
      retryDelay: (attempt) => Math.min(8_000, 600 * 2 ** attempt),
      gcTime: 30 * 60_000,
    },
  },
});
