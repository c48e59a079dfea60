import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { meQuery } from '@/api/queries';
import type { Me, Permission } from '@/api/types';

export function useMe(): Me {
  return useSuspenseQuery(meQuery()).data;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api.post<Me>(paths.session, { body }),
    onSuccess: (me) => {
      // Nothing another person saw on this device may outlive the change of hands.
      queries.clear();
      queries.setQueryData(meQuery().queryKey, me);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.delete(paths.session),
    onSettled: async () => {
      await navigate({ to: '/sign-in', search: {} });
      queries.clear();
    },
  });
}

/** What the person may do in a network; for showing and hiding only, the server decides. */
export function permits(me: Me, networkId: string | undefined, permission: Permission | undefined): boolean {
  if (!permission || me.isAdministrator) return true;
  return networkId !== undefined && (me.permissions[networkId]?.includes(permission) ?? false);
}
