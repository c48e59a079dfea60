import type { ProblemDetails } from './types';

/** What the server answered when it refused, or `offline` when no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | undefined;
  readonly errors: NonNullable<ProblemDetails['errors']>;

  constructor(problem: ProblemDetails & { status: number }) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code ?? `http_${problem.status}`;
    this.traceId = problem.traceId;
    this.errors = problem.errors ?? [];
  }

  static offline(): ApiProblem {
    return new ApiProblem({ status: 0, code: 'offline' });
  }

  /** Whether asking again may help: no answer, or a fault on the server's side. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get('content-type') ?? '';
  // A proxy in between may answer with HTML; its status still says enough.
  const body = type.includes('json') ? ((await response.json().catch(() => ({}))) as ProblemDetails) : {};
  return new ApiProblem({ ...body, status: response.status });
}
