import { createApiReference } from '@scalar/api-reference';
import '@scalar/api-reference/style.css';
export function ReferenceScreen() { return <button onClick={() => createApiReference(document.body, {})} />; }
