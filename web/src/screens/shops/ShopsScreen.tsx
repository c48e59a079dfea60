import { PageHead } from '@/parts/PageHead';
export function ShopsScreen() { return <PageHead title="Shops" />; }
