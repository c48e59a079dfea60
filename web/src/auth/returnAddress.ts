/** Only a path of this app may be returned to: "//host" and "https:" would hand the person to a stranger. */
export function safeReturn(address: unknown): string {
  return typeof address === 'string' && /^\/(?![/\\])/.test(address) && !address.startsWith('/sign-in') ? address : '/';
}
