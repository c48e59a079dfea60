import { useScope } from '@/scope/Scope';
import { NAVIGATION } from './navigation';

export function useNavigationItems() {
  const { can } = useScope();
  return NAVIGATION.filter((item) => !item.permission || can(item.permission));
}
