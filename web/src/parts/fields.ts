import { ApiProblem } from '@/api/problem';

/** What the server refused, field by field; `rest` is what belongs to no field shown here. */
export function fieldProblems(error: unknown, shown: readonly string[]): { of: (field: string) => string | undefined; rest: string | undefined } {
  if (!error) return { of: () => undefined, rest: undefined };
  if (!(error instanceof ApiProblem)) return { of: () => undefined, rest: String(error) };
  const fits = (field: string, wanted: string) => field.toLowerCase() === wanted.toLowerCase() || field.toLowerCase().startsWith(`${wanted.toLowerCase()}[`) || field.toLowerCase().startsWith(`${wanted.toLowerCase()}.`);
  const others = error.errors.filter((problem) => !shown.some((wanted) => fits(problem.field, wanted)));
  return {
    of: (wanted) => error.errors.find((problem) => fits(problem.field, wanted))?.detail,
    rest: error.errors.length === 0 ? error.message : others.length > 0 ? others.map((problem) => problem.detail).join(' ') : undefined,
  };
}

/** The sentence of any failure, for a toast. */
export const sentenceOf = (error: unknown, otherwise: string) => (error instanceof ApiProblem && error.status !== 0 ? (error.errors[0]?.detail ?? error.message) : otherwise);
