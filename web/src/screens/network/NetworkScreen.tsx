import { PageHead } from '@/parts/PageHead';
export function NetworkScreen() { return <PageHead title="Network" />; }
