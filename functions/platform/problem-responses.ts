import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Problem } from '../../events/api/route.ts';
import { framesOf } from './frames-of.ts';

/** Every way in which a request is refused: its status and the title a person reads. */
const refusals = {
  'invalid-request': { status: 400, title: 'The request cannot be read' },
  'not-signed-in': { status: 401, title: 'You are not signed in' },
  forbidden: { status: 403, title: 'You may not do this' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Something else was in the way' },
  'too-large': { status: 413, title: 'The file is too large' },
  refused: { status: 422, title: 'This cannot be recorded' },
  'key-used-before': { status: 422, title: 'The Idempotency-Key was used for something else' },
  busy: { status: 503, title: 'careledger is busy' },
} as const satisfies Record<string, { status: number; title: string }>;
type Code = keyof typeof refusals;

export type FieldError = NonNullable<Problem['errors']>[number];
type Circumstances = {
  errors?: readonly FieldError[];
  ids?: Readonly<Record<string, string>>;
  cause?: unknown;
};

/** A request that is refused, in a sentence for the caller; its ids go to the log, nothing else does. */
export class Refused extends Error {
  override readonly name: string = 'Refused';
  readonly code: Code;
  readonly errors: readonly FieldError[];
  readonly ids: Readonly<Record<string, string>>;

  constructor(code: Code, detail: string, { errors = [], ids = {}, cause }: Circumstances = {}) {
    super(detail, { cause });
    this.code = code;
    this.errors = errors;
    this.ids = ids;
  }
}

export class InvalidRequest extends Refused {
  constructor(detail: string, circumstances?: Circumstances) {
    super('invalid-request', detail, circumstances);
  }
}
export class NotSignedIn extends Refused {
  constructor(detail: string) {
    super('not-signed-in', detail);
  }
}
export class Forbidden extends Refused {
  constructor(detail: string, circumstances?: Circumstances) {
    super('forbidden', detail, circumstances);
  }
}
export class NotFound extends Refused {
  constructor(detail: string, circumstances?: Circumstances) {
    super('not-found', detail, circumstances);
  }
}
export class Conflict extends Refused {
  constructor(detail: string, circumstances?: Circumstances) {
    super('conflict', detail, circumstances);
  }
}
/** What was sent can be read but not recorded: each error names its field, its rule and a sentence. */
export class Unacceptable extends Refused {
  constructor(detail: string, circumstances?: Circumstances) {
    super('refused', detail, circumstances);
  }
}

type Telemetry = {
  log: {
    info: (message: string, extra: Record<string, unknown>) => void;
    error: (message: string, extra: Record<string, unknown>) => void;
  };
  /** Counts one request by what became of it. */
  count: (outcome: 'Answered' | 'Refused' | 'Failed') => void;
};

/** Answers every error as problem details (RFC 9457). What nobody foresaw gets a general sentence, and its place in the log. */
export function problemResponses({
  log,
  count,
}: Telemetry): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  return {
    after: () => {
      count('Answered');
    },
    onError: (request) => {
      const error = request.error ?? null;
      const refused = error instanceof Refused ? error : isThrottled(error) ? tooBusy(error) : null;
      if (refused === null) {
        count('Failed');
        log.error('failed', { errorName: error?.name, frames: framesOf(error) });
        request.response = answer(failure);
      } else {
        count('Refused');
        log.info('refused', { code: refused.code, ...refused.ids });
        request.response = problemResponse(refused);
      }
    },
  };
}

function problemResponse({ code, message, errors }: Refused): APIGatewayProxyStructuredResultV2 {
  const { status, title } = refusals[code];
  return answer({
    type: problemType(code),
    title,
    status,
    detail: message,
    ...(errors.length === 0 ? {} : { errors: [...errors] }),
  });
}

function answer(problem: Problem): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
}

const failure: Problem = {
  type: problemType('failed'),
  title: 'careledger could not do this',
  status: 500,
  detail: 'Something went wrong on our side. It was noted; try again in a minute.',
};

function problemType(code: string): string {
  return `urn:careledger:problem:${code}`;
}

const THROTTLES: readonly string[] = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
];

function isThrottled(error: Error | null): error is Error {
  return error !== null && THROTTLES.includes(error.name);
}

function tooBusy(cause: Error): Refused {
  return new Refused('busy', 'Too much is going on at once. Nothing was changed; try again in a minute.', {
    cause,
  });
}
