import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOAuth2, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { PROBLEM_CONTENT_TYPE } from '@portero/auth';
import { z } from 'zod';

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'reason'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    error: { type: 'string' },
    reason: { type: 'string' },
  },
};

/** Answers that are problem documents, by status. */
function DescribeProblems(problems: Readonly<Record<number, string>>) {
  const content = { [PROBLEM_CONTENT_TYPE]: { schema: problemSchema } };
  return applyDecorators(
    ...Object.entries(problems).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, content }),
    ),
  );
}

/** A route that asks a provider for a token on behalf of its caller. */
export function DescribeTokenUse(refusedBy: string) {
  // The schema comes from the body's own; without an example Swagger UI makes one up from its patterns.
  const body = ApiBody({ required: false, schema: { type: 'object' }, examples: { default: { value: {} } } });
  return applyDecorators(body, DescribeTokenProblems(refusedBy));
}

function DescribeTokenProblems(refusedBy: string) {
  return DescribeProblems({
    400: 'The request names an unknown provider or field.',
    403: 'The caller may not have tokens asked for (SYSTEM_TOKEN_ACCESS).',
    429: 'Too many requests came from this address. Retry-After tells when to try again.',
    502: `${refusedBy} refused.`,
    503: `${refusedBy} cannot be reached. Retry-After tells when to try again.`,
  });
}

/** A route that wants a bearer token: what it needs, what it gives, how it refuses. */
export function DescribeGuarded(permissions: string[], answer: z.ZodType) {
  return applyDecorators(
    ApiOAuth2(permissions),
    ApiOkResponse({ standardSchema: answer }),
    DescribeProblems({
      400: 'The Authorization header is malformed.',
      401: 'There is no token, or it is not valid.',
      403: 'The token lacks a permission.',
      503: "The keys of the token's issuer cannot be had.",
    }),
  );
}
